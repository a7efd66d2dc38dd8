# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of Qt's modules a header belongs to, and which modules come with which."""

import glob
import os

MODULES = ("Core", "Gui", "Widgets", "Network", "HttpServer", "WebSockets", "Charts", "Test", "Concurrent", "DBus",
           "OpenGL", "OpenGLWidgets", "PrintSupport", "Sql", "Xml")
_BRINGS = {
    "Qt6::Gui": ["Qt6::Core"],
    "Qt6::Widgets": ["Qt6::Gui", "Qt6::Core"],
    "Qt6::Network": ["Qt6::Core"],
    "Qt6::WebSockets": ["Qt6::Network", "Qt6::Core"],
    "Qt6::HttpServer": ["Qt6::Network", "Qt6::WebSockets", "Qt6::Core"],
    "Qt6::Charts": ["Qt6::Widgets", "Qt6::Gui", "Qt6::Core"],
    "Qt6::Test": ["Qt6::Core"],
}
_WIDGETS = ("Qt6::Widgets", "Qt6::Charts", "Qt6::OpenGLWidgets", "Qt6::PrintSupport")
_SCREEN = (*_WIDGETS, "Qt6::Gui", "Qt6::OpenGL")
_PLACES = ("/usr/include/*/qt6", "/usr/include/qt6", "/usr/local/include/qt6", "/opt/homebrew/include")

# Where Qt is not installed (a commit hook on a small machine), what one would reach for first.
_WELL_KNOWN = {
    "Gui": """QAction QActionGroup QBrush QClipboard QColor QCursor QDesktopServices QDrag QFont QFontDatabase
        QFontMetrics QGuiApplication QIcon QImage QKeyEvent QKeySequence QMouseEvent QPaintDevice QPainter QPainterPath
        QPalette QPen QPixmap QPolygonF QRegion QScreen QShortcut QStandardItemModel QStyleHints QSyntaxHighlighter
        QTextCursor QTextDocument QTextLayout QValidator QWheelEvent QWindow""",
    "Widgets": """QAbstractButton QAbstractItemDelegate QAbstractItemView QAbstractScrollArea QApplication QBoxLayout
        QButtonGroup QCheckBox QComboBox QCompleter QDateTimeEdit QDialog QDialogButtonBox QDockWidget QErrorMessage
        QFileDialog QFileIconProvider QFormLayout QFrame QGraphicsItem QGraphicsScene QGraphicsView QGridLayout QGroupBox
        QHBoxLayout QHeaderView QInputDialog QItemDelegate QLabel QLayout QLineEdit QListView QListWidget QMainWindow
        QMenu QMenuBar QMessageBox QPlainTextEdit QProgressBar QPushButton QRadioButton QScrollArea QScrollBar QSizeGrip
        QSlider QSpinBox QSplitter QStackedWidget QStatusBar QStyle QStyleFactory QStyleOption QStyledItemDelegate
        QSystemTrayIcon QTabBar QTabWidget QTableView QTableWidget QTextBrowser QTextEdit QToolBar QToolButton QToolTip
        QTreeView QTreeWidget QVBoxLayout QWhatsThis QWidget QWidgetAction""",
    "Charts": "QAreaSeries QBarSeries QChart QChartView QDateTimeAxis QLegend QLineSeries QScatterSeries QValueAxis",
}


def _read_headers():
    found = {}
    folders = [folder for place in _PLACES for folder in sorted(glob.glob(place))]
    for module in MODULES:
        names = _WELL_KNOWN.get(module, "").split()
        for folder in folders:
            if os.path.isdir(os.path.join(folder, "Qt" + module)):
                names = os.listdir(os.path.join(folder, "Qt" + module))
                break
        for name in names:
            found.setdefault(name, []).append("Qt6::" + module)
    return found


_HEADERS = _read_headers()


def modules_of(name):
    """The modules that have the header included as `name`; none where it is not Qt's."""
    folder, _, file = name.rpartition("/")
    if folder.startswith("Qt") and folder[2:] in MODULES:
        return ["Qt6::" + folder[2:]]
    return _HEADERS.get(file, []) if not folder else []


def brought_by(module):
    """The modules that come with a linked one."""
    return _BRINGS.get(module, [])


def has_widgets(module):
    return module in _WIDGETS


def has_screen(module):
    return module in _SCREEN
