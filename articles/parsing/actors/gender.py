"""Who is "she": by given name for English names, by person for Chinese ones, which do not tell."""

from ..wordlists import words

WOMEN = words(
    """Janet Gina Madeleine Condoleezza Hillary Kamala Charlene Susan Penny Katherine Catherine Nancy Barbara Carla
    Elaine Margaret Wendy Victoria Toria Jeane Anne Ann Juanita Jill Linda Laura Michelle Melania Michele Julie
    Julia Elizabeth Sarah Rosalynn Pat Bonnie Jennifer Kelly Pam Kristi Lori Lisa Paula Ellen Tulsi Mary Maria
    Angela Theresa Yuriko Jacinda Aung Megawati Indira Benazir Golda Josephine Heidi Lael Jane Ashley Deb Marcia
    Samantha Avril Mira Christine Kathleen Kirsten Dianne Patty Amy Maggie Diane Loretta Karen Lynne Evelyn
    Rosemary Ursula Giorgia"""
)
WOMEN_BY_KEY = words(
    """wu-yi fu-ying liu-yandong chen-zhili hua-chunying sun-chunlan wang-hairong tang-wensheng nancy-tang
    zhang-hanzhi"""
)


def is_woman(key: str, given: str) -> bool:
    return key in WOMEN_BY_KEY or given in WOMEN
