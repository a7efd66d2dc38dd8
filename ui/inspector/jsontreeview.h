// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/jsontreemodel.h"

#include <QSet>
#include <QTreeView>

namespace helio {

/// The text of `value` as a term of the events filter that finds events with the same: `$.price=101.2`,
/// `$.symbol="A"`. Empty where there is no such term: containers, and texts too long to search for.
QString filterTerm(const JsonPath &path, const JsonValue &value);

/// A JSON document as a tree. What was opened and closed in one document stays so in the next, so that one can go
/// through events of the same form.
class JsonTreeView : public QTreeView
{
    Q_OBJECT
public:
    /// Expanding all below stops at so many rows.
    static constexpr int MaximumExpandedRows = 5000;

    explicit JsonTreeView(QWidget *parent = nullptr);

    /// As JsonTreeModel::setDocument().
    bool setDocument(const QByteArray &document, JsonValue::Mistake *mistake = nullptr);
    void clear();

    void expandAllBelow(const QModelIndex &index);
    void copyValue();
    void copyPath();
    void retranslate();

Q_SIGNALS:
    void chartRequested(const helio::JsonPath &path);
    void filterRequested(const QString &term);
    /// The values at the path are to be a column of the events table.
    void columnRequested(const helio::JsonPath &path);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum Action { Chart, Filter, ShowColumn, CopyValue, CopyPath, ExpandAll, ActionCount };

    void act(Action action);
    void remember(const QModelIndex &index, bool isOpen);
    void openAsBefore();
    void fetchForVisibleRows();
    void fitNames();
    void applyFont();
    void enableActions();

    JsonTreeModel *model_;
    QAction *actions_[ActionCount];
    QSet<QString> opened_; ///< paths, by the user
    QSet<QString> closed_;
    bool openingByUs_ = false;
    bool fetchDue_ = false;
};

} // namespace helio
