"""The states of the one side and the provinces of the other, in old spellings too."""

from .wordlists import words

US_STATES = words(
    """Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho Illinois Indiana
    Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana
    Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Wisconsin Wyoming"""
)
PRC_PROVINCES = words(
    """Anhui Fujian Gansu Guangdong Guizhou Hainan Hebei Heilongjiang Henan Hubei Hunan Jiangsu Jiangxi Jilin Liaoning
    Qinghai Shaanxi Shandong Shanxi Sichuan Yunnan Zhejiang Guangxi Ningxia Tibet Xinjiang Szechuan Shantung
    Kwangtung Fukien Chekiang Kiangsu"""
)
