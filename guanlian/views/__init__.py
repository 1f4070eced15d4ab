"""What pages show beside the answers of the service: overviews, files on one subject, pictures, browsers."""
