// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartmenu.h"

#include "ui/charts/chartfiles.h"
#include "ui/charts/wallchoice.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QMenu>
#include <QStandardPaths>

namespace helio {

ChartMenu::ChartMenu(ChartList &list, TimeView &view, WallChoice &wall, QWidget *parent)
    : QObject(parent)
    , list_(list)
    , view_(view)
    , wall_(wall)
    , parent_(parent)
{
    askForPath_ = [this](const QString &suggested, const QString &kinds) {
        return QFileDialog::getSaveFileName(parent_, tr("Save the chart"), suggested, kinds);
    };
}

void ChartMenu::popUp(TimeChart *chart, int id, const QPoint &globalPosition)
{
    auto *menu = new QMenu(parent_);
    menu->setObjectName(QStringLiteral("chartMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const char *name, const QString &text, auto &&act) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, chart, act);
        return action;
    };
    add("saveChartPicture", tr("Save &picture…"), [this, chart] { savePicture(chart); });
    add("saveChartValues", tr("Save &values (CSV)…"), [this, chart] { saveValues(chart); });
    QAction *onWall = add("chartOnWall", tr("Show on the &wall"),
                          [this, chart](bool chosen) { wall_.set(chart->objectName(), chosen); });
    onWall->setCheckable(true);
    onWall->setChecked(wall_.contains(chart->objectName()));
    if (list_.find(id)) {
        menu->addSeparator();
        addOwnActions(menu, id);
    }
    menu->popup(globalPosition);
}

void ChartMenu::addOwnActions(QMenu *menu, int id)
{
    const ChartList::Chart chart = *list_.find(id);
    const auto add = [this](QMenu *to, const char *name, const QString &text, auto &&act) {
        QAction *action = to->addAction(text);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    // Names come from whoever publishes: an & in them is no key.
    const auto plain = [](QString name) { return name.replace(u'&', QStringLiteral("&&")); };
    add(menu, "renameChart", tr("&Rename…"), [this, id] { askForTitle(id); })->setShortcut(Qt::Key_F2);

    QMenu *join = menu->addMenu(tr("&Add its lines to"));
    join->setObjectName(QStringLiteral("joinChart"));
    for (const ChartList::Chart &other : list_.charts()) {
        if (other.id == id)
            continue;
        add(join, "joinChartInto", plain(list_.title(other)), [this, id, into = other.id] {
            list_.moveLines(id, into);
            Q_EMIT removed(tr("The lines are in “%1” now.").arg(list_.title(*list_.find(into))));
        })->setEnabled(list_.canMoveLines(id, other.id));
    }
    join->setEnabled(!join->isEmpty());

    QMenu *lines = menu->addMenu(tr("&Lines"));
    for (qsizetype i = 0; i < chart.lines.size(); ++i) {
        const QString name = list_.lineName(chart, i);
        QMenu *line = lines->addMenu(plain(name));
        add(line, "renameLine", tr("&Rename…"), [this, id, i, name] {
            askForName(tr("Rename the line"), tr("Name of the line:"), name,
                       [this, id, i](const QString &text) { list_.renameLine(id, i, text); });
        });
        add(line, "splitLine", tr("&Make it a chart of its own"), [this, id, i] {
            list_.splitLine(id, i);
        })->setEnabled(chart.lines.size() > 1);
        add(line, "removeLine", tr("R&emove"), [this, id, i, name] {
            list_.removeLine(id, i);
            Q_EMIT removed(tr("“%1” is removed.").arg(name));
        });
    }
    menu->addSeparator();
    add(menu, "moveChartUp", tr("Move to the &front by one"), [this, id] {
        list_.move(id, -1);
    })->setEnabled(list_.charts().constFirst().id != id);
    add(menu, "moveChartDown", tr("Move to the &back by one"), [this, id] {
        list_.move(id, 1);
    })->setEnabled(list_.charts().constLast().id != id);
    menu->addSeparator();
    add(menu, "removeChart", tr("Re&move"), [this, id] { remove(id); })->setShortcut(Qt::Key_Delete);
}

void ChartMenu::remove(int id)
{
    const ChartList::Chart *chart = list_.find(id);
    if (!chart)
        return;
    const QString title = list_.title(*chart);
    list_.remove(id);
    Q_EMIT removed(tr("“%1” is removed.").arg(title));
}

void ChartMenu::askForTitle(int id)
{
    const ChartList::Chart *chart = list_.find(id);
    if (chart)
        askForName(tr("Rename the chart"), tr("Name of the chart:"), list_.title(*chart),
                   [this, id](const QString &text) { list_.rename(id, text); });
}

void ChartMenu::askForName(const QString &title, const QString &label, const QString &name,
                           const std::function<void(const QString &)> &take)
{
    auto *dialog = new QInputDialog(parent_);
    dialog->setObjectName(QStringLiteral("renameDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(label);
    dialog->setTextValue(name);
    connect(dialog, &QInputDialog::textValueSelected, this, take);
    dialog->open();
}

void ChartMenu::savePicture(TimeChart *chart)
{
    save(chart, QStringLiteral("png"), tr("Pictures (*.png)"), [chart] { return chartfiles::png(chart->picture()); });
}

void ChartMenu::saveValues(TimeChart *chart)
{
    save(chart, QStringLiteral("csv"), tr("Tables (*.csv)"),
         [chart, from = view_.begin(), to = view_.end()] { return chartfiles::csv(chart->lines(), from, to); });
}

void ChartMenu::save(TimeChart *chart, const QString &suffix, const QString &kinds,
                     const std::function<QByteArray()> &content)
{
    // What is asked for is what was seen then: a file dialog may stay open for long.
    const QByteArray bytes = content();
    const QString folder = QStandardPaths::writableLocation(
        suffix == QLatin1String("png") ? QStandardPaths::PicturesLocation : QStandardPaths::DocumentsLocation);
    const QString suggested = chartfiles::name(chart->title(), view_.end(), suffix);
    QString path = askForPath_(folder.isEmpty() ? suggested : folder + u'/' + suggested, kinds);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += u'.' + suffix;
    const QString problem = chartfiles::write(path, bytes);
    if (problem.isEmpty())
        Q_EMIT saved(path);
    else
        Q_EMIT failed(problem);
}

} // namespace helio
