"""Family names by which the order and the number of the parts of a name are told.

Folded, but for those of Vietnam that are sure only as they are written there. The commonest of each
language: a name that is not here is read as most names are.
"""

from __future__ import annotations

from farmer.people.titles import word_list

# Nobody's given name, however they are written.
VIETNAMESE_ALONE = word_list("nguyen tran pham huynh")
# The same as they are written in Vietnam.
VIETNAMESE_WRITTEN = word_list("lê đặng bùi đỗ ngô võ hồ phan tạ phùng quách lưu tô")
# Given names too.
VIETNAMESE_GIVEN = word_list(
    "hoàng vũ dương lý đinh trịnh lâm mai đào đoàn trương lương hà thái châu cao triệu tăng"
)
# What stands between a family's name of Vietnam and the given one, and nowhere else.
VIETNAMESE_MIDDLE = word_list("van thi")

KOREAN = word_list(
    "kim lee park choi jung jeong chung kang cho yoon yun jang lim han oh seo suh shin kwon "
    "hwang ahn song yoo ryu hong jeon ko moon mun yang son sohn bae baek heo hur huh nam shim "
    "noh roh joo chun min cha ban pyo eom koo gong"
)
# So common that a name which ends in one has it there.
KOREAN_ALONE = word_list("kim lee park choi")
TAIWANESE = word_list(
    "chen lin huang chang wang wu liu yang tsai hsu cheng hsieh kuo hung chiu tseng liao lai "
    "hsiao yeh su chou chuang lu chiang ho chu chien sun tang ma li lee lo kao pan tu fan shih "
    "ting teng lien soong"
)

# Of Spain, Portugal and the countries that speak as they do: everybody there has two.
IBERIAN = word_list(
    "garcia gonzalez rodriguez fernandez lopez martinez sanchez perez gomez ruiz hernandez diaz "
    "moreno munoz alvarez romero gutierrez alonzo navarro torres dominguez vazquez vasquez ramos "
    "gil ramirez serrano blanco molina morales suarez ortega delgado castro ortiz rubio marin "
    "sanz nunez iglesias medina garrido cortes castillo lozano guerrero cano prieto mendez cruz "
    "gallego vidal leon marquez herrera pena flores cabrera campos vega fuentes carrasco caballero "
    "reyes nieto aguilar pascual herrero gimenez jimenez montero hidalgo lorenzo ibanez ferrer "
    "duran vicente benitez mora arias vargas carmona crespo roman pastor soto saez velasco moya "
    "soler parra esteban bravo gallardo rojas pardo merino franco espinosa izquierdo lara rivas "
    "silva santos rivera casado arroyo redondo camacho rey vera otero luque galan montes rios "
    "segura guzman salazar acosta mendoza cardenas chavez contreras estrada maldonado miranda "
    "orozco pacheco padilla quintero rosales salas sandoval solis valdez villanueva zamora avila "
    "bautista cervantes escobar figueroa lugo mejia ochoa osorio paredes peralta pineda ponce "
    "quiroga robles salinas tapia trujillo valencia zapata "
    "ferreira pereira oliveira costa rodrigues martins jesus sousa souza fernandes goncalves gomes "
    "lopes marques alves almeida ribeiro pinto carvalho teixeira moreira correia mendes nunes "
    "soares vieira monteiro cardoso rocha neves coelho cunha pires reis simoes antunes matos "
    "fonseca machado araujo barbosa tavares lourenco cavalcanti freitas nascimento andrade"
)
# Names that are given as often, so that beside them nothing is sure.
IBERIAN -= word_list("jesus vicente pascual lorenzo esteban roman leon cruz reyes santos rey")
