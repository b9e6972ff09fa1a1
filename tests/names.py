"""Two hundred names with letters that few vocabularies have: twenty languages, ten each."""

from __future__ import annotations

NAMES = {
    "Turkish": "Erdoğan İstanbul Şırnak Çağlar Kılıçdaroğlu Diyarbakır Muş Iğdır Gülşen Yalçın",
    "Polish": "Łódź Wałęsa Kaczyński Świątek Gdańsk Żółkiewski Częstochowa Błaszczak Mickiewicz Jędrzejczyk",
    "Czech": "Třebíč Dvořák Havlíček Škvorecký Plzeň Zátopek Růžička Ústí Žižkov Černý",
    "Slovak": "Čaputová Štúr Bratislavský Ľubomír Košice Žilina Dubček Tatarák Hôrka Kňažko",
    "Hungarian": "Győr Orbán Szijjártó Hódmezővásárhely Erdő Fűzfő Kertész Németh Széchenyi Bősze",
    "Romanian": "Iași Băsescu Timișoara Brașov Ceaușescu Ștefan Țiriac Iohannis Călărași Dâmbovița",
    "Croatian": "Šibenik Modrić Đurđević Čović Kovačević Perišić Milošević Žagreb Brozović Ivanišević",
    "Latvian": "Rīga Kariņš Ģirts Ķemeri Ņikita Šķēle Ūdris Žanis Jēkabpils Vīķe",
    "Lithuanian": "Šiauliai Nausėda Žalgiris Ąžuolas Mažeikiai Šimonytė Kęstutis Utenė Jūratė Čiurlionis",
    "Estonian": "Pärnu Jõgeva Kõrvits Šmigun Tõnu Võru Põlva Õnne Mäe Tänak",
    "Norwegian": "Tromsø Støre Bodø Ødegård Ålesund Sørloth Håkon Bjørnson Lillestrøm Gjøvik",
    "Danish": "København Ærø Aarhus Løkke Kjær Åge Sjælland Højbjerg Møller Rødovre",
    "Icelandic": "Þórður Reykjavík Guðmundsson Sigurðsson Ísafjörður Ægir Hofsjökull Björk Hafþór Jóhannesson",
    "Spanish": "Muñoz Núñez Peña Logroño Iñárritu Ibáñez Begoña Íñigo Güiraldes Cañizares",
    "Portuguese": "Conceição João Guimarães Simões São Camões Leitão Magalhães Paixão Araújo",
    "Vietnamese": "Nguyễn Phạm Đặng Hồ Trần Bùi Huế Đà Nẵng Phúc",
    "French": "Nœuds Besançon Haÿ Châlons Étienne Saëns Œuvrard Gaëtan Béziers Hugô",
    "Albanian": "Çelik Shqipëria Durrës Kukës Berishë Gjirokastër Pejë Vlorë Hoxhë Përmet",
    "Russian": "Москва Навальный Путин Лавров Шойгу Тверь Казань Сочи Омск Уфа",
    "Arabic": "القاهرة محمد أحمد بغداد دمشق بيروت عمان الرباط تونس الخرطوم",
}
