"""Invented names of people and units. No unit or person of a real firm is meant."""

_GIVEN = """
Adaeze Aiko Alasdair Alina Amara Amir Ana Anders Aneta Anil Anneke Arjun Astrid Ayodele Beatriz Bilal Bogdan
Bram Brigid Camila Carys Catalina Chiara Chidi Chinwe Daan Dalia Daniela Darius Deepa Dilys Dmitri Ebba
Edita Eilidh Elif Emeka Emil Enzo Esra Ewan Farah Fatima Felipe Fiona Freya Gabor Gareth Giulia Goran Greta
Gwen Hamza Hana Haruki Helena Henrik Hiroko Ifeoma Ignacio Ilse Imran Ines Ingrid Isla Ivana Jamal Janek
Javier Jin Joana Jonas Kamala Karim Katya Keiko Kenji Kwame Lars Layla Leandro Leila Linh Lorenzo Lucia
Magnus Mairi Maja Malik Marek Mariam Mateo Mei Mikael Milena Minh Moira Nadia Naoki Neha Nikolai Noor Nuno
Oksana Olamide Omar Orla Oskar Paola Pavel Petra Priya Rafael Rania Ravi Reza Rhys Rosa Ruth Samir Sanna
Seung Siobhan Sofia Soren Suresh Svetlana Tamar Tariq Tendai Teresa Thabo Tomasz Uma Vera Viktor Wanjiru Wei
Xin Yara Yasmin Yusuf Zainab Zofia Zoltan
"""
GIVEN = _GIVEN.split()

_FAMILY = """
Abara Abbasi Achterberg Adeyemi Ahlberg Akhtar Almeida Andrade Anyanwu Arslan Baptista Barbosa Baxendale
Begum Bellini Berglund Bielak Birch Blomqvist Bodnar Brandao Bristow Brodie Cabrera Calloway Campos Cardew
Castellano Chanda Cheung Chowdhury Clegg Conti Cordero Craddock Dahl Danjuma Das Delacroix Demir Dhillon
Dlamini Doyle Drummond Duarte Eriksen Esposito Fairweather Farouk Ferreira Fischer Fonseca Forde Fujita
Galbraith Ganesan Garrido Ghosh Gilchrist Gunn Haddad Halloran Hamid Hansson Hashimoto Hegarty Hoang Horvath
Hussain Ibarra Ishida Iwu Jankowski Jarvis Jensen Joshi Kaczmarek Kamau Kapoor Karlsen Kaya Keane Khoury
Kimura Kovacs Kruger Kuznetsov Lachance Lam Larkin Lindqvist Lobo Macrae Mahlangu Malhotra Marchetti Mbeki
Mendes Mistry Molina Moreau Mukherjee Murray Mutasa Nakagawa Nandi Navarro Ndlovu Nilsen Novotny Nwosu Oduya
Ogilvie Okafor Oliveira Onyango Ortega Otieno Ozturk Papadakis Pardo Patel Pereira Petrov Pham Pillai Quaye
Quigley Radic Rahman Ramaswamy Redfern Ribeiro Rossi Sadiq Sandoval Santoro Sarkar Schreiber Shankar Sheikh
Silveira Singh Skov Sobczak Soto Strand Sutar Szabo Takeda Tanaka Teague Thorne Tran Trevino Tudor Ueda Uzun
Valdez Varga Vasquez Verma Vestergaard Vinter Wahlberg Walid Wanjala Weatherby Wong Yamada Yildiz Zaman Zhou
Zielinski
"""
FAMILY = _FAMILY.split()

# The first two carry lesson 01 and exist in every company; a company has 22 of the others.
FIXED_UNITS = ("Calibration", "Sensors")
OTHER_UNITS = (
    "Aerospace",
    "Agriculture",
    "Analytics",
    "Cleanrooms",
    "Coatings",
    "Cryogenics",
    "Customer Support",
    "Data Logging",
    "Education",
    "Field Service",
    "Flow Meters",
    "Food Safety",
    "Gas Analysis",
    "Grid Metering",
    "Heating Controls",
    "Imaging",
    "Laboratory",
    "Level Gauges",
    "Marine",
    "Medical Devices",
    "Mining",
    "Motion Control",
    "Optics",
    "Packaging Lines",
    "Pharma Systems",
    "Pressure",
    "Rail",
    "Rentals",
    "Repairs",
    "Seismic",
    "Semiconductors",
    "Spare Parts",
    "Thermal",
    "Vacuum",
    "Vibration",
    "Water Quality",
    "Weather Stations",
    "Weighing",
)
