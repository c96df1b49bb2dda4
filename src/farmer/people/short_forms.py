"""Short forms of given names: Bob is how many a Robert is called, Pepe many a José.

They only ever make somebody worth asking about; nobody is made one by them.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from farmer.text import fold

# A given name, then its short forms and spellings; a name of several lines is one.
_LINES = """
alexander alexandre alejandro alessandro aleksander aleksandr alex alec sandy sasha sascha xander
alexander sandro ale
alexandra alejandra alessandra aleksandra alex sandra sasha sandy lexi ale ola
andrew andrea andreas andre andres andrzej andy drew andi dre
anthony antony antonio antoine anton antoni tony toni tonio tonino
antonia antonella toni tonia
albert alberto al bert berto
alfred alfredo al alf fred fredi
barbara barb barbie babs basia
benjamin benjamim benjamín ben benny benji
catherine katherine katharine kathryn katharina catarina caterina katarzyna kate katie kathy cathy
catherine cat kit kasia cati trina
charles karl carlos carlo charlie chuck chas charly
christina christine cristina krystyna chris chrissy tina tine cris
christopher christoph christophe cristobal krzysztof chris kit topher krzys
daniel daniele dan danny dani
daniela danielle dani
david dave davey davide dawid
deborah debra deb debbie
donald don donnie
dorothy dorothea dot dotty dolly dorothee
edward eduard eduardo edoardo ed eddie ted teddy ned edu edi
elizabeth elisabeth elisabetta elzbieta isabel liz lizzie beth betty eliza lisa liza libby bessie
elizabeth elli ela
emanuel emmanuel manuel manny manu manolo lolo
francis francisco francesco franciszek frank frankie fran paco pancho curro kiko franz chico
franz frank franzl franzi
frances francisca francesca franziska fran frankie paca franzi cesca
frederick friedrich federico frederic fryderyk fred freddie freddy fritz rick fede
gabriel gabriele gabe gabi gaby
gabriela gabriella gabrielle gabi gaby
gerald gerard gerhard jerry gerry gerd
gregory gregor gregorio grzegorz greg gregg goyo
guillermo guille memo
helen helena helene ellen nell nelly leni lena
henry heinrich henri enrico enrique henryk harry hank hal heinz heiner kike quique
ignacio ignatius ignacy nacho
isabella isabelle isabel bella belle isa izzy
jacob jakob jacques jake jack jakub kuba
jacqueline jackie
james jaime jim jimmy jamie jem
janet janine jan
jeffrey geoffrey jeff geoff
jennifer jen jenny jenn
jesus chucho chus suso
john johann johannes juan giovanni jan jean joao jack johnny jon jonny hans hannes gianni nanni
john juanito
jonathan jon jonny nathan
joseph josef jose giuseppe jozef joe joey jo sepp josep pepe beppe peppe pino
joshua josh
judith judy jude
kenneth ken kenny
lawrence laurence lorenz lorenzo laurent larry laurie lars renzo
leonard leonardo leonhard len lenny leo
louis luis luigi ludwig lou lew lui gigi
margaret margarete margarita margherita malgorzata maggie meg peggy marge greta gretchen rita
margaret gosia grete
maria marie mary mimi mitzi maja marisa molly polly
martin martina marty
matthew matthias mateo matteo mateusz matt matty matze
maximilian maxim massimiliano max maxi maks
michael miguel michel michele mikael michal mike mick mickey micky mikey misha michi miki
nicholas nicolas nikolaus nicola nicolo mikolaj nick nicky klaus claus nico niko colin
pamela pam pammy
patricia patrizia pat patty patti trish tricia pati
patrick patrizio patryk pat paddy rick
peter pedro pietro piotr pete piet
philip phillip philipp philippe felipe filippo filip phil pip lippo
rebecca becca becky bex
richard ricardo riccardo ryszard rick ricky rich richie dick rico
robert roberto rob bob bobby robbie robby bert berto
roberta bobbie robbie
ronald ron ronnie ronny
rosa rose rosie rosario rosita
samuel samuele sam sammy
samantha sam sammy
santiago santi jago
sebastian sebastiano sebastien seb basti bastian bastien
stanislaw stan stanislav stas
stephen steven stefan stefano esteban etienne steve stevie stef
stephanie stefanie stefania steph steffi stef
susan susanne susanna suzanne sue suzie susie suse zuzanna
teresa theresa therese terry tess tessa resi tere
theodore theodor teodoro theo ted teddy teo
thomas tomas tommaso tomasz tom tommy
timothy timoteo tim timmy
tobias toby tobi
ulrich uli ulli
ursula uschi ulla ursel
valentina valentin val vale
veronica veronika ronnie vero
victoria viktoria vittoria vicky tori vika
victor viktor vic vito
vincent vincenzo vicente vince vinny enzo
walter wally walt walti
wilhelmina willa minnie mina
william wilhelm guillaume guglielmo willem bill billy will willy willie liam wim wilhelm willi
wolfgang wolf wolfi
zachary zach zack zak
"""


def forms_of(given: str) -> frozenset[int]:
    """By number, the names that `given` is a form of; those that share one may be one person's."""
    return _lines().get(fold(given), frozenset())


@cache
def _lines() -> dict[str, frozenset[int]]:
    """By each form, the lines that it stands in."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    numbers: dict[str, int] = {}
    for line in _LINES.strip().splitlines():
        given, *_ = forms = line.split()
        number = numbers.setdefault(given, len(numbers))
        for form in forms:
            found[fold(form)].add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}
