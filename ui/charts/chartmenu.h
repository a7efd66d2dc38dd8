// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartlist.h"

#include <QPointer>

class QMenu;

namespace helio {

class TimeChart;
class TimeView;
class WallChoice;

/// What can be done with one chart: saved, and where it is the user's own, renamed, joined, moved, removed.
class ChartMenu : public QObject
{
    Q_OBJECT
public:
    /// Asks where to save: the suggested path and the kinds of file, as QFileDialog takes them. Gives an empty text
    /// when the user thinks better of it.
    using AskForPath = std::function<QString(const QString &suggested, const QString &kinds)>;

    /// All are borrowed; dialogs belong to `parent`.
    ChartMenu(ChartList &list, TimeView &view, WallChoice &wall, QWidget *parent);

    /// Tests give the path themselves.
    void setAskForPath(AskForPath ask) { askForPath_ = std::move(ask); }

    /// `id`: of the user's own chart, 0 for the program's.
    void popUp(TimeChart *chart, int id, const QPoint &globalPosition);
    void savePicture(TimeChart *chart);
    void saveValues(TimeChart *chart);
    void askForTitle(int id);
    void remove(int id);

Q_SIGNALS:
    void saved(const QString &path);
    void failed(const QString &message); ///< for people
    /// Something went that ChartList::undo() brings back; `message` is for people.
    void removed(const QString &message);

private:
    void addOwnActions(QMenu *menu, int id);
    void save(TimeChart *chart, const QString &suffix, const QString &kinds,
              const std::function<QByteArray()> &content);
    void askForName(const QString &title, const QString &label, const QString &name,
                    const std::function<void(const QString &)> &take);

    ChartList &list_;
    TimeView &view_;
    WallChoice &wall_;
    QWidget *parent_;
    AskForPath askForPath_;
};

} // namespace helio
