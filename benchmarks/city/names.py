"""Invented names, composed from tables of common parts: no name is taken from a person or a unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

from benchmarks.city.numbers import DISTRICTS

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏"
    "卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾"
)
_GIVEN = (
    "伟芳敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华玉兰红建国志海燕梅飞鹏辉玲婷宁浩宇"
    "轩博文嘉怡欣雨晨思雅俊凯翔慧洁莹琳雪峰山川林松柏青云天永福安康乐成立新东南春秋"
)
_SINGLE = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚"

_TRADE_FIRST = (
    "宏恒瑞嘉盛泰鼎丰润博远达通汇利源祥福兴隆永庆金玉银华锦绣晨旭朗启明卓越诚信安康乐和顺融聚创拓星辰海川岳松柏青云"
)
_TRADE_SECOND = (
    "达泰源丰盛昌隆祥瑞安宁和顺通利信诚远航翔飞腾跃辉煌业兴旺茂林森鑫磊淼铭峰岳川海洋江河湖晖曦月星辰宇轩凯旋捷迅"
)
_INDUSTRIES = (
    "商贸 建材 物流 置业 科技 机械 纺织 化工 农业 园林 装饰 电子 文化传媒 餐饮管理 物业服务 汽车销售 建筑工程 "
    "劳务 环保 医疗器械 服饰 家居 印刷 包装 五金 水产 旅游 教育咨询 网络技术 广告"
).split()
_SHOPS = "小吃店 便利店 服装店 五金店 理发店 水果店 茶庄 修理部 百货店 面馆".split()
_SOCIETIES = "商会 行业协会 慈善会 体育协会 文学学会".split()
_SCHOOLS = "职业培训学校 养老服务中心 社会工作服务中心".split()
_OFFICES = "文化馆 图书馆 林业站 环境监测站 职业中学 卫生院 水利所 档案馆".split()

CITY = "示范市"
_PATIENCE = 50  # tries before a trade name gets one more character


class Names:
    """Draws names and trade names; a name handed out as *own* is never drawn again."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._own: set[str] = set()
        self._units: set[str] = set()
        self._longer: Counter[str] = Counter()

    def person(self) -> str:
        """A name that others may bear too."""
        while True:
            name = self._compose()
            if name not in self._own:
                return name

    def own_person(self) -> str:
        """A name that nobody else gets unless a namesake is made on purpose."""
        while True:
            name = self._rng.choice(_SURNAMES) + self._rng.choice(_GIVEN) + self._rng.choice(_GIVEN)
            if name not in self._own:
                self._own.add(name)
                return name

    def trade(self, more: int = 0) -> str:
        """A trade name (字号) of two characters and ``more``."""
        name = self._rng.choice(_TRADE_FIRST) + self._rng.choice(_TRADE_SECOND)
        return name + "".join(self._rng.choice(_TRADE_SECOND) for _ in range(more))

    def unit(self, form: str, parent: str | None = None) -> str:
        """A full unit name that no other unit bears."""
        return self._fresh(form, lambda more: self._compose_unit(form, parent, more))

    def licensed(self, ending: str) -> str:
        """A full unit name with a given ending."""
        return self._fresh(ending, lambda more: f"{CITY}{self.trade(more)}{ending}")

    def _fresh(self, sort: str, compose: Callable[[int], str]) -> str:
        """A name not yet given; in a city so large that short trade names of a sort run out, they grow longer."""
        tries = 0
        while (name := compose(self._longer[sort])) in self._units:
            tries += 1
            self._longer[sort] += tries % _PATIENCE == 0
        self._units.add(name)
        return name

    def _compose(self) -> str:
        surname = self._rng.choice(_SURNAMES)
        if self._rng.random() < 0.1:
            return surname + self._rng.choice(_SINGLE)
        return surname + self._rng.choice(_GIVEN) + self._rng.choice(_GIVEN)

    def _compose_unit(self, form: str, parent: str | None, more: int) -> str:
        pick, trade = self._rng.choice, self.trade(more)
        district = pick(DISTRICTS)
        if form == "branch":
            return f"{parent}{district[:2]}{trade}分公司"
        if form == "institution":
            return f"{CITY}{district}{trade}{pick(_OFFICES)}"
        if form == "social":
            return f"{CITY}{trade}{pick(_SOCIETIES)}"
        if form == "civil":
            return f"{CITY}{district}{trade}{pick(_SCHOOLS)}"
        if form == "individual":
            return f"{CITY}{district}{trade}{pick(_SHOPS)}"
        return f"{CITY}{trade}{pick(_INDUSTRIES)}{_ENDINGS[form]}"


_ENDINGS = {
    "company": "有限公司",
    "joint_stock": "股份有限公司",
    "partnership": "合伙企业（有限合伙）",
    "sole": "工作室",
    "cooperative": "农民专业合作社",
}
