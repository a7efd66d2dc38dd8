// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/columnlayout.h"

#include <QObject>
#include <QSet>
#include <QTimer>

class QHeaderView;
class QSettings;
class QTableView;

namespace helio {

class ColumnMenu;

/// The columns of a table as its user has them: shown or hidden, their order, their widths, the sorting, and the menu
/// for all of that. Widths follow the content until the user sets one; from then on all stay as they are, and only one
/// column has what is left. None is ever narrower than its title, and none hides itself.
///
/// A child of its table. The table's header becomes a ColumnHeader; cells painted by a ColumnDelegate are cut where the
/// column's spec says.
class TableColumns : public QObject
{
    Q_OBJECT
public:
    /// `view` has its model, its delegate and its object name already.
    explicit TableColumns(QTableView &view);
    ~TableColumns() override;

    /// One for each column of the model, in its order; again when the model's columns change.
    void setSpecs(const QList<ColumnSpec> &specs);
    const QList<ColumnSpec> &specs() const { return specs_; }
    /// How the table is sorted until the user sorts it. Else as its header had it when it got its columns.
    void setFirstSort(int column, Qt::SortOrder order);
    /// Takes over what was remembered there, and remembers there from now on.
    void keepIn(QSettings &settings);

    bool isShown(int column) const;
    /// The last one that is shown stays.
    void setShown(int column, bool shown);
    /// Whether it can be shown: one that means nothing now is not offered either.
    void setAvailable(int column, bool available);
    bool isAvailable(int column) const { return !unavailable_.contains(specs_[column].id); }
    /// The columns shown, as they stand.
    QList<int> shown() const;

    /// As wide as what is in sight of it.
    void fit(int column);
    /// Widths follow the content again.
    void fitAll();
    /// The table is about something else now: what it held before counts no more, where widths follow the content.
    void forgetContent();
    /// As at first.
    void reset();
    /// How they are now, for restore().
    QStringList saved() const { return state_.save(); }
    /// As they were; nothing changes where `saved` is empty or broken.
    void restore(const QStringList &saved);
    bool canSort() const;
    void sort(int column, Qt::SortOrder order);

    /// All of that, for a column: the header's context menu. In other menus for the current column.
    ColumnMenu *menu() const { return menu_; }
    void retranslate();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void take(const QStringList &saved);
    QHeaderView *header() const;
    int columnOf(const QString &id) const;
    int stretching() const;
    int leastWidth(int column) const;
    int wantedWidth(int column) const;
    int contentWidth(int column) const;
    void measure();
    void arrange();
    void placeInOrder();
    void setWidth(int column, int width);
    void onResized(int column, int width);
    void onMoved();
    void onSorted(int column, Qt::SortOrder order);
    void onContent();
    void noteChange();
    void save();

    QTableView &view_;
    ColumnMenu *menu_;
    QList<ColumnSpec> specs_;
    ColumnState state_;
    QSet<QString> unavailable_;
    QHash<QString, int> content_; ///< the widest seen of each, while widths follow it
    QString firstSortId_;
    Qt::SortOrder firstSortOrder_ = Qt::AscendingOrder;
    bool arranging_ = false;
    QTimer measuring_;
    QTimer saving_;
    QSettings *settings_ = nullptr;
    QString key_;
};

} // namespace helio
