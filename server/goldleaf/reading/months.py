"""The names of the months in the languages of most pages, by number."""

from __future__ import annotations

import unicodedata

# A string a month: en de fr es pt it nl sv da nb fi pl cs sk hu ro hr sr bg ru uk tr el id ar fa he hi, as
# they stand in dates, and their usual short forms.
_MONTHS = (
    "january jan januar jänner janvier janv januari enero ene janeiro gennaio gen genn tammikuuta styczeń"
    " stycznia stycz sty leden ledna januára január ianuarie ian siječnja јануар јануара януари январь"
    " января янв січень січня січ ocak oca ιανουαρίου ιανουάριος ιαν يناير جانفي ژانویه ינואר ינו जनवरी",
    "february feb februar février févr fév februari febr febrero fevereiro fev febbraio helmikuuta luty"
    " lutego lut únor února februára február februarie veljače фебруар фебруара февруари февраль февраля"
    " фев лютий лютого лют şubat şub φεβρουαρίου φεβρουάριος φεβ فبراير شباط فيفري فوریه פברואר פבר फरवरी"
    " फ़रवरी",
    "march mar märz mär maerz mars maart mrt marzo março marzec marca březen března maaliskuuta mart"
    " martie március márc ožujka marts март марта мар березень березня бер μαρτίου μάρτιος μαρ maret مارس"
    " آذار מרץ מרס मार्च",
    "april apr avril avr abril abr aprile kwiecień kwietnia kwi duben dubna apríla huhtikuuta április ápr"
    " aprilie travnja април априла апрель апреля апр квітень квітня квіт nisan nis απριλίου απρίλιος απρ"
    " أبريل ابريل نيسان أفريل آوریل אפריל אפר अप्रैल",
    "may mai mayo mei maio maggio mag maj toukokuuta maja květen května mája május máj svibnja мај маја"
    " май мая травень травня трав mayıs μαΐου μάιος μαϊ مايو أيار ماي مه מאי मई",
    "june jun juni juin junio junho giugno giu kesäkuuta czerwiec czerwca cze červen června čvn júna"
    " június jún iunie lipnja јун јуна юни июнь июня июн червень червня черв haziran haz ιουνίου ιούνιος"
    " ιουν يونيو حزيران جوان ژوئن יוני जून",
    "july jul juli juillet juil julio julho luglio lug heinäkuuta lipiec lipca lip červenec července júla"
    " július júl iulie srpnja јул јула юли июль июля июл липень липня лип temmuz tem ιουλίου ιούλιος ιουλ"
    " يوليو تموز جويلية ژوئیه יולי जुलाई",
    "august aug août aou augustus augusti agosto ago elokuuta sierpień sierpnia sie srpen srpna augusta"
    " augusztus kolovoza август августа авг серпень серпня серп ağustos ağu αυγούστου αύγουστος αυγ"
    " agustus أغسطس آب أوت اوت אוגוסט अगस्त",
    "september sep sept septembre septembrie septiembre setiembre setembro settembre set sett syyskuuta"
    " wrzesień września wrz září septembra szeptember szept rujna септембар септембра септември сентябрь"
    " сентября сен сент вересень вересня вер eylül eyl σεπτεμβρίου σεπτέμβριος σεπ سبتمبر أيلول سپتامبر"
    " ספטמבר ספט सितंबर सितम्बर",
    "october oct oktober okt octobre octubre outubro out ottobre ott lokakuuta październik października"
    " paź říjen října októbra október octombrie октобар октобра октомври октябрь октября окт жовтень"
    " жовтня жовт ekim eki οκτωβρίου οκτώβριος οκτ أكتوبر اكتوبر اکتبر אוקטובר אוק अक्टूबर अक्तूबर",
    "november nov novembre noviembre novembro marraskuuta listopad listopada lis novembra noiembrie"
    " studenoga новембар новембра ноември ноябрь ноября ноя листопад листопада лист kasım kas νοεμβρίου"
    " νοέμβριος νοε نوفمبر نوامبر נובמבר נוב नवंबर नवम्बर",
    "december dec dezember dez décembre déc diciembre dic dezembro dicembre joulukuuta grudzień grudnia"
    " gru prosinec prosince decembra decembrie prosinca децембар децембра декември декабрь декабря дек"
    " грудень грудня груд aralık ara δεκεμβρίου δεκέμβριος δεκ desember des ديسمبر دسامبر דצמבר דצמ दिसंबर"
    " दिसम्बर",
)


def month_number(name: str) -> int | None:
    """The number of a month, 1 to 12, from its name or its usual short form; None for any other word.

    Args:
        name: one word, in any case and with or without accents, such as ``März``, ``fév`` or ``января``.
    """
    folded = name.casefold().rstrip(".").replace("\u200f", "")
    found = _NUMBERS.get(folded)
    return found if found is not None else _NUMBERS.get(_bare(folded))


def _bare(word: str) -> str:
    """A word without its accents."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _numbers() -> dict[str, int]:
    numbers: dict[str, int] = {}
    for number, line in enumerate(_MONTHS, start=1):
        for name in line.split():
            word = name.replace("-", " ").casefold()
            numbers.setdefault(word, number)
            numbers.setdefault(_bare(word), number)
    return numbers


_NUMBERS = _numbers()
