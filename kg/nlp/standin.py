"""States by their names, until the gazetteer stands."""

STATES = """united-states|United States|United States of America;U.S.;US;USA;America;Washington;White House|American;Americans
russia|Russia|Russian Federation;Moscow;Kremlin|Russian;Russians
ukraine|Ukraine|Kiev;Kyiv|Ukrainian;Ukrainians
saudi-arabia|Saudi Arabia|Riyadh|Saudi;Saudis
united-kingdom|United Kingdom|Britain;UK;U.K.;Great Britain;London;Downing Street|British
china|China|Beijing;People's Republic of China|Chinese
france|France|Paris|French
germany|Germany|Berlin|German;Germans
israel|Israel|Jerusalem|Israeli;Israelis
iran|Iran|Tehran|Iranian;Iranians
iraq|Iraq|Baghdad|Iraqi;Iraqis
syria|Syria|Damascus|Syrian;Syrians
turkey|Turkey|Ankara|Turkish;Turks
egypt|Egypt|Cairo|Egyptian;Egyptians
india|India|New Delhi|Indian;Indians
pakistan|Pakistan|Islamabad|Pakistani;Pakistanis
japan|Japan|Tokyo|Japanese
north-korea|North Korea|Pyongyang;DPRK|North Korean;North Koreans
south-korea|South Korea|Seoul|South Korean;South Koreans
afghanistan|Afghanistan|Kabul|Afghan;Afghans"""
ROWS = [
    (i, n, tuple(a.split(";")), tuple(d.split(";")))
    for i, n, a, d in (r.split("|") for r in STATES.splitlines())
]
