"""Chinese and Vietnamese names as Russian spells them: a surname of a short list beside syllables of Palladius."""

import re
from typing import Final

_SURNAMES: Final = """
ван ли чжан чжао чжоу чжу чжэн чжун чэнь чэн чень лю ян хуан сюй сунь сун ма ху го хэ линь гао ло лян се тан хань
цао дэн сяо фэн цзэн цай пэн пань юань юй дун су люй вэй вэнь цзян тянь ду дин шэнь фань фу лу яо цуй цзинь тань
лай мэн цинь шао цзя ся хоу сюэ янь лэй лун тао гу мао хао ши цзоу сюн цянь кан цю бай шан инь пу ню нгуен чан ле
фам хоанг фан ву данг буй хо нго зыонг динь чинь дао доан выонг чыонг ким пак цой цхой чхве хван нам тен тян
юн чон хан кан ан лим сон шин хон дон ю кон пэк мун
"""
SURNAMES: Final = frozenset(_SURNAMES.split())
"""Surnames that are believed beside a given name of syllables alone."""
_FINAL: Final = (
    r"(?:уань|юань|уан|уай|янь|инь|ань|энь|унь|юнь|юэ|юй|яо|ян|ин|ан|эн|ун|юн|ао|ай|эй|оу|уэй|уй|уо|уа"
    r"|эр|у|о|а|я|е|и|ы|э|ю)"
)
_SYLLABLE: Final = rf"(?:(?:чж|цз|[бпмфдтнлгкхцчшсжв])?{_FINAL})"
GIVEN: Final = re.compile(rf"{_SYLLABLE}{{1,3}}(?:а|у|ом|е|ем|я|ю|й)?")
"""Up to three syllables of Palladius, in any case."""
