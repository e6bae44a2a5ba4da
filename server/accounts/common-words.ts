/**
 * What people choose first when asked for a password, in the languages around us: the data of
 * common-passwords.ts. Letters only, lower case, without accents; gathered by hand.
 */

/** Words said to a machine: welcome, open, secret, love. */
const WELCOMES = `password passwort passwd passphrase wachtwoord paswoord motdepasse contrasena senha parola lozinka haslo
welcome welkom bienvenue willkommen bienvenido benvenuto hello hallo bonjour bonsoir salut goodmorning goedemorgen goedendag goodbye
login logon signin aanmelden inloggen connexion letmein laatmijerin openup opensesame sesame sesamopen access toegang acces entrance
admin administrator administrateur beheerder root superuser sysadmin webmaster system systeem server user username gebruiker utilisateur
guest gast invite invitation visitor default standaard defaut test tester testing testtest proef demo sample example voorbeeld exemple
temp temporary tijdelijk temporaire changeme changethis verander wijzigen changer changez change newpassword nieuwwachtwoord
nouveaumotdepasse mypassword mijnwachtwoord monmotdepasse thepassword yourpassword password password secret geheim geheimpje secretive
supersecret topsecret private prive security secure beveiliging veiligheid securite safe veilig master superman batman spiderman
iloveyou iloveu loveyou ilovemyself ikhouvanjou ikhouvanje jetaime jetadore tequiero tiamo ichliebedich love liefde amour lover lovely
forever always together fuckyou fuckoff asshole bullshit nothing niets rien whatever nevermind forgotten forgot vergeten oublie
remember onthouden please alsjeblieft svp thanks thankyou dankjewel merci trustno trustme believe hope faith destiny freedom vrijheid
liberte princess prinses princesse prince king queen koning koningin roi reine angel engel ange devil duivel diable heaven hemel god jesus
christ allah buddha blessed sunshine zonnetje zonneschijn soleil moonlight rainbow regenboog starlight shadow schaduw ombre dragon draak
monkey aapje ninja pirate wizard magic magie hunter killer warrior soldier ranger rocket legend hero phoenix matrix
computer internet laptop keyboard toetsenbord clavier telefoon telephone phone iphone samsung nokia android google facebook instagram
twitter youtube netflix spotify amazon microsoft windows office outlook excel apple macbook linux ubuntu gmail hotmail yahoo skype
zoom teams whatsapp snapchat tiktok linkedin minecraft fortnite pokemon pikachu charizard nintendo playstation xbox starwars startrek
harrypotter hogwarts gandalf frodo skywalker jedi yoda simpsons bart homer mickey minnie donald tigger winnie snoopy garfield scooby`;

/** The office: what a helpdesk calls itself, its days and its months. */
const OFFICE = `deskpulse dashboard helpdesk servicedesk support supportdesk klantenservice klantendienst serviceclient servicedesk customerservice
customer klant client clients klanten callcenter callcentre contactcenter contactcentre contact telefonie zendesk salesforce dynamics
freshdesk chatwoot twilio genesys avaya asterisk company bedrijf entreprise societe business kantoor bureau office werk werken travail
work worker manager teamleader teamleider teamlead leader baas chef boss directie director agent agents employee medewerker employe
collega colleague team teamwork afdeling department departement sales verkoop vente marketing finance financien finances facturatie
accounting boekhouding comptabilite invoice factuur facture order orders bestelling commande logistics logistiek warehouse magazijn
planning rooster agenda calendar vergadering meeting reunion koffie coffee cafe lunch pauze pause break vrijdag weekend vakantie holiday
vacances holidays monday tuesday wednesday thursday friday saturday sunday maandag dinsdag woensdag donderdag zaterdag zondag
lundi mardi mercredi jeudi vendredi samedi dimanche january february march april may june july august september october november december
januari februari maart mei juni juli augustus oktober janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
spring summer autumn fall winter lente zomer herfst printemps ete automne hiver today tomorrow yesterday vandaag morgen gisteren
aujourdhui demain hier morning ochtend matin evening avond soir night nacht nuit weekday newyear nieuwjaar nouvelan christmas kerstmis
kerst noel easter pasen paques halloween sinterklaas birthday verjaardag anniversaire party feest fete`;

/** First names that are common where we are, and some surnames. */
const NAMES = `jan piet klaas kees henk willem johan johannes pieter peter paul mark marco martijn maarten michael michel michiel mike
thomas tom tim tommy jeroen jeffrey jasper joost joris jesse jelle jordy kevin dennis daniel david dirk erik eric frank fred gerard gert
hans harry hendrik hugo ivo jack jacob james jason jeff jerome jim joe john jonathan jordan joseph joshua julian justin koen lars laurens
leo leon lucas luca luuk marcel marc martin mathieu matthew max maxime milan nick nicolas niels noah oliver olivier oscar patrick philip
philippe pascal pierre jean jacques louis henri francois antoine alexandre alexander alex adam andre andrew anthony arthur bart bas ben
benjamin bert bob bram brian bruno charles charlie chris christian christopher claude daan robert robin roger roland ronald ruben ryan
sam samuel sander sebastian simon stefan stephane steven sven theo tijmen tobias victor vincent walter wim wout yannick xavier george
anna anne annie anita angela amanda amber amelie andrea angelina annemarie ashley barbara bianca brigitte camille carla carmen carolien
caroline catherine cecile charlotte chantal chloe christina christine claire claudia cynthia daniela daphne debbie deborah denise diana
dominique elise elisabeth elizabeth ellen emily emma esmee esther eva evelyn eline fatima femke fleur floor florence francoise gabriella
hannah heidi helena helene ilse inge ingrid irene iris isabel isabelle jacqueline jana janine jasmine jennifer jenny jessica jessie joanna
johanna jolanda josephine joyce judith julia julie juliette karen karin katja kate kelly kim kimberly kirsten kristel laura lauren lea
lena lieke linda lisa liesbeth lotte louise lucie lucy lynn madeleine maaike manon margot margriet maria marie marieke marijke marion
marjolein marleen martine mathilde megan melanie melissa merel mia michelle mieke mila mirjam miriam monica monique nadia nancy natalie
natasha nathalie nicole nina noor olivia pamela patricia paula pauline petra rachel rebecca renate rosa rosalie rosie ruth sabine sabrina
samantha sandra sanne sara sarah saskia selena shirley silvia simone sofia sofie sonja sophia sophie stephanie suzanne sylvia sylvie
tamara tanja tara tess tessa valerie vanessa vera veronica veronique victoria wendy willemijn yasmin yvonne zoe zara mohammed mohamed
ahmed ali hassan hussein ibrahim mehmet mustafa omar youssef yusuf aisha fatma layla mary joseph jansen janssen janssens peeters maes
devries bakker visser smit meijer mulder bos vos peters hendriks vandenberg vandijk devos dubois lambert dupont durand martinez garcia
smith jones williams brown johnson miller wilson taylor anderson mama papa mamma mommy daddy mother father moeder vader maman sister
brother zus broer family familie famille baby babygirl babyboy schatje liefje lieverd cherie cheri honey sweety sweetie sweetheart darling
cutie girl girls boy boys meisje jongen fille garcon friend friends vriend vrienden amis copain bestfriend buddy bestie`;

/** Animals, plants, food, colours. */
const NATURE = `dog dogs hond honden hondje chien puppy cat cats kat katten poes poesje chat kitty kitten horse paard paarden cheval pony
rabbit konijn lapin hamster cavia mouse muis souris bird vogel oiseau eagle adelaar arend falcon valk hawk owl uil parrot papegaai
penguin pinguin duck eend canard chicken kip kippetje poulet rooster goose swan zwaan cow koe vache pig varken cochon sheep schaap mouton
goat geit lion leeuw tiger tijger tigre panther panter leopard cheetah puma jaguar bear beer ours panda koala wolf vos fox renard elephant
olifant giraffe zebra hippo rhino camel kangaroo dolphin dolfijn dauphin whale walvis shark haai requin fish vis poisson goldfish turtle
schildpad tortue frog kikker grenouille snake slang serpent spider spin scorpion butterfly vlinder papillon bee bij abeille ladybug
lieveheersbeestje flower bloem bloemen bloemetje fleurs roses roos rozen tulip tulp tulpen tulipe daisy lily orchid orchidee sunflower
zonnebloem tournesol tree boom arbre forest woud foret garden tuin jardin grass river rivier riviere ocean zee mer sea beach strand plage
mountain berg montagne island eiland sky cloud wolk rain regen snow sneeuw neige storm thunder donder lightning bliksem fire vuur water
earth aarde wind moon maan lune star ster sterren stars etoile stardust sun zon universe galaxy planet diamond diamant gold goud silver
zilver argent platinum crystal kristal pearl parel ruby emerald saphir banana banaan banane apple appel pomme orange sinaasappel lemon citroen
citron strawberry aardbei fraise cherry kers cerise peach perzik peche mango melon pineapple ananas grape druif raisin tomato tomaat
potato aardappel patate carrot wortel cheese kaas fromage bread brood pain butter boter beurre chocolate chocolade chocolat cookie cookies
koekje biscuit cake taart gateau pizza pasta spaghetti lasagna burger hamburger friet frietjes frites frikandel kroket stroopwafel
pannenkoek pancake wafel gaufre hotdog sushi bacon nutella candy snoep bonbon sugar suiker sucre pepper peper salt beer bier biere wine
wijn vin vodka whisky whiskey tequila rum champagne cocacola coca cola pepsi fanta sprite redbull heineken jupiler amstel duvel cola tea
black zwart noir white wit blanc red rood rouge blue blauw bleu green groen vert yellow geel jaune purple paars violet pink roze brown
bruin grey gray grijs gris orange oranje turquoise`;

/** Sport, places, cars, music. */
const WORLD = `football voetbal soccer foot basketball baseball volleyball handball hockey tennis golf rugby cricket boxing karate judo
running hardlopen swimming zwemmen cycling wielrennen fietsen fiets bike velo skiing skateboard surfing chess schaken champion champions
kampioen winner winnaar ajax feyenoord psv amsterdam anderlecht clubbrugge standard genk barcelona realmadrid madrid arsenal chelsea
liverpool everton tottenham manchester manchesterunited manunited mancity juventus inter milan napoli bayern dortmund parissaintgermain
marseille lyon monaco benfica porto celtic rangers steelers cowboys packers patriots eagles yankees lakers bulls ronaldo messi neymar
beckham zidane cruijff cruyff vangogh rembrandt verstappen hamilton schumacher ferrari porsche lamborghini mercedes bmw audi volkswagen
golfgti toyota honda nissan mazda ford mustang camaro corvette chevrolet peugeot renault citroen volvo tesla harley yamaha kawasaki suzuki
ducati vespa nederland holland netherlands belgie belgique belgium vlaanderen wallonie flanders france frankrijk germany duitsland
allemagne deutschland england engeland angleterre london londen londres paris parijs berlin berlijn brussel brussels bruxelles antwerpen
anvers gent gand brugge bruges leuven louvain luik liege namur namen mechelen hasselt kortrijk oostende rotterdam utrecht denhaag
eindhoven groningen tilburg almere breda nijmegen arnhem haarlem enschede apeldoorn zwolle zoetermeer leiden maastricht dordrecht delft
alkmaar deventer amersfoort venlo helmond lille bordeaux toulouse nice nantes strasbourg rennes luxembourg spain spanje espagne italy
italie italia rome venice portugal lisbon greece turkey turkije istanbul maroc marokko morocco tunisia algeria suriname curacao aruba
poland polska russia moscow ukraine china japan tokyo india australia sydney canada toronto america newyork california texas florida
chicago boston lasvegas miami brazil mexico argentina africa europe europa world wereld monde home thuis maison house huis school ecole
college university universiteit student students etudiant teacher leraar professeur doctor nurse police politie music muziek musique
guitar gitaar guitare piano drums rocknroll metallica nirvana acdc beatles queen elvis eminem drake rihanna beyonce madonna adele coldplay
slipknot greenday blink linkinpark ironmaiden rammstein pinkfloyd ledzeppelin rollingstones bobmarley reggae techno hardstyle
hardcore gabber disco dance dancing dansen danse movie film cinema theater book books boek boeken livre games gaming gamer player
success succes money geld euro dollar rich lottery lucky happy gelukkig heureux smile lachen sourire crazy gek sexy hottie beautiful mooi
belle beau pretty cool awesome super great perfect best beste mejor numberone nummereen qwerty azerty qwertz asdf asdfgh asdfghjkl zxcv
zxcvbn zxcvbnm qwertyuiop azertyuiop qazwsx qazwsxedc wsxedc poiuyt poiuytrewq lkjhgfdsa mnbvcxz qweasd qweasdzxc qwer asd zxc abc
abcd abcde abcdef abcdefg abcdefgh abcdefghij alphabet xyz aaa zzz lol omg wtf yolo swag hahaha blabla blablabla lalala tralala`;

/** Each once. */
export const COMMON_WORDS: readonly string[] = [
  ...new Set([WELCOMES, OFFICE, NAMES, NATURE, WORLD].flatMap((text) => text.split(/\s+/))),
];
