"""Words of treaties and settlements that may stand for one another, a set a line. General English, no names.
Two clauses that share no word but a set share something; how much is weighed in `coefficients`. A workspace adds the
words of its own matter as synonyms in its vocabulary.
"""

# Words that make sentences and say nothing of their matter: in short plans they may be rare by chance.
FUNCTION_WORDS = """
the a an of in on at by to for from with and or be is are was were been it its this that these those as than then there
their they them he she his her who whom which what where when not no any all each every some such only also into onto
over under out up down more most other others own same so if but nor both will would shall should may might can could
must do does did has have had
"""

SETS = """\
after following later thereafter
allow permit let authorise authorize entitle licence license leave
amnesty pardon clemency
annex annexation incorporate
anthem song hymn
attack aggression assault invade invasion strike
autonomy selfgovernment selfrule devolution autonomous
before until prior
bomb warhead explosive
border frontier boundary line
both two
build construct construction erect develop development
buy purchase acquire import procure procurement acquisition
capital seat
ceasefire truce armistice hostility shooting fire fighting
centrifuge machine
child minor juvenile
citizenship nationality passport naturalisation
commission committee panel board body
company firm enterprise corporation business
constitution fundamental
convert turn transform
court tribunal judge judicial justice judiciary
culture cultural heritage
date deadline time term
day daily
dead corpse remains body
debt loan credit
decade ten
defend protect protection defence defense safeguard security
demand call request ask urge
demilitarise demilitarize disarm disarmament
destroy dismantle eliminate demolish scrap destruction
dispute disagreement complaint grievance quarrel
dissolve disband break abolish
divide split partition separate secede secession
domestic internal home
drug narcotic
elect election vote ballot poll
enter access admission
equal parity same alike
exchange swap
exempt exception exclude except
export ship send
family spouse wife husband sibling brother sister parent relative
farm rural agrarian agriculture peasant
federal confederation
fish fishing fishery
flag banner
food grain medicine medical humanitarian
forbid prohibit ban bar outlaw preclude disallow
force violence coercion
foreign outside external alien third
fuel energy power electricity
gas pipeline
give grant provide supply deliver furnish
government cabinet executive administration council
half moiety
help assist aid assistance support relief
home house dwelling residence property land real
immediate straightaway forthwith prompt
increase raise expand extend enlarge growth
independent independence sovereign sovereignty
inspector watchdog monitor observer
investment invest
job work employment labour labor
join accede accession entry membership enter admit admission
keep retain maintain preserve hold remain stay continue
language tongue speech
law legislation statute act bill
leave withdraw withdrawal retreat evacuate evacuation vacate pullout
limit cap ceiling restrict restriction maximum most exceed threshold bound
list schedule register roll
local municipal village town municipality community
majority most
map plan chart
may can could
mediate mediation facilitate broker facilitator
mine demine clearance
minimum least floor
minority smaller
missile rocket
missing vanished disappeared
money fund finance financial funding
month monthly
must shall oblige obligation duty bound required
name title designation
negotiate negotiation talk dialogue discuss discussion conference
oil crude petroleum
old elderly aged
owner proprietor possessor
parliament assembly legislature chamber senate house deputies
party side signatory
pay payment compensate compensation reimburse indemnify indemnity
peace settlement deal agreement accord treaty pact arrangement bargain
peacekeeper observer monitor
permanent lasting final forever indefinite
phase stage step
plane aircraft airliner jet aviation
police gendarmerie constabulary
port harbour harbor
president head leader chief chair
press media newspaper broadcaster journalist
price cost value worth
prisoner detainee captive hostage inmate
promise pledge undertake commit word vow guarantee assure assurance
prosecute try trial punish prosecution
punish sanction penalty embargo punitive
ratify ratification approve approval endorse endorsement consent assent
reactor plant facility installation
rebuild reconstruct reconstruction rehabilitate rehabilitation repair
recognise recognize acknowledge acknowledgement recognition
reduce cut lower decrease diminish shrink reduction
referendum plebiscite
refugee displaced uprooted expelled exile
reject refuse deny decline
religion church faith worship religious
remove lift cancel repeal revoke annul abolish rescind
rent lease tenancy
report notify inform declare declaration notification
research study science scientist development
reserve stock stockpile store inventory
resident inhabitant settler population people citizen
resolve settle decide decision resolution
return restore reinstate repatriate back
right freedom liberty entitlement
road transport railway transit traffic
school education teach teacher curriculum
sell sale export trade commerce market
share portion part percentage proportion
ship vessel fleet navy warship naval
sick wounded injured
sign signature conclude initial
soldier troop military army force garrison contingent serviceman personnel
start begin commence open launch initiate onset
stop halt cease end terminate discontinue suspend pause freeze cessation
symbol emblem
tax duty customs levy tariff
temporary interim transitional provisional
territory area zone land region strip district province
test trial experiment
threat menace threaten
transfer cede hand relinquish surrender yield part
truth reconciliation reconcile forgive
union syndicate
unite union merge integrate reunite unify unification reunification
uranium enrich enrichment
use employ utilise utilize
victim survivor sufferer
violation breach infringement transgression
visit inspect
wage salary pay
war conflict fighting hostility combat
watch oversee supervise supervision monitor verify verification inspect inspection control oversight check
water river canal
weapon arm armament gun ammunition munition
withdraw pull remove
woman gender female
worker employee staff
year annual twelvemonth
"""
