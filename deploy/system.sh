#!/usr/bin/env bash
# Debian packages that only some tests need: a browser and its driver, a Chinese font, Java 17 and Maven for the Neo4j
# server. What is there already is left alone. Installs as root on Debian; otherwise prints the line that would.
set -euo pipefail

has() { command -v "$1" >/dev/null 2>&1; }

java_major() {
  has java || { echo 0; return; }
  java -version 2>&1 | sed -nE '1s/.*"([0-9]+).*/\1/p'
}

missing=()
has chromium || has chromium-browser || has google-chrome || missing+=(chromium)
has chromedriver || missing+=(chromium-driver)
has fc-list || missing+=(fontconfig)
{ has fc-list && [ -n "$(fc-list :lang=zh family)" ]; } || missing+=(fonts-wqy-microhei)
[ "$(java_major)" -ge 17 ] || missing+=(default-jre-headless)  # 17 or later since Debian 12
has mvn || missing+=(maven)

if [ ${#missing[@]} -eq 0 ]; then
  echo "Nothing to install: browser, driver, Chinese font, Java 17 and Maven are here."
  exit 0
fi

install="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
if [ "$(id -u)" -ne 0 ]; then
  echo "Some suites need system packages. On Debian or Ubuntu run:  sudo sh -c '$install'"
  exit 0
fi
if ! has apt-get; then
  echo "Some suites need these programs; this system has no apt-get, install their like: ${missing[*]}"
  exit 0
fi

export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 install -y --no-install-recommends "${missing[@]}"
echo "Installed: ${missing[*]}"
