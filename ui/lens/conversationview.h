// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lens/conversationmodel.h"

#include <QTableView>
#include <QTimer>

namespace helio {

/// The messages of a conversation, line by line: only what is seen is made and painted. It follows the end until one
/// scrolls up, and then stays on what one looks at, whatever grows, goes, or is broken anew.
class ConversationView : public QTableView
{
    Q_OBJECT
public:
    explicit ConversationView(ConversationModel &model, QWidget *parent = nullptr);

    bool isFollowing() const { return follows_; }
    void goToEnd();
    /// Makes it the current row, in sight.
    void showRow(int row);
    /// What the selected rows say, as the stream said it: lines that were broken here are whole.
    QString selectedText() const;

Q_SIGNALS:
    /// The user chose a row, by a click or a key.
    void rowChosen(int row);
    void followingChanged(bool follows);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void updateGeometries() override;

private:
    void applyFont();
    void fit();
    void setFollowing(bool follows);
    void onScrolled(int value);

    ConversationModel &messages_;
    bool follows_ = true;
    bool isScrolledByUs_ = false;
    std::optional<ConversationModel::Anchor> top_;     ///< while it does not follow
    std::optional<ConversationModel::Anchor> current_; ///< over a reset of the model
    QTimer fitting_;                                   ///< lines are broken anew when the width stands still
};

} // namespace helio
