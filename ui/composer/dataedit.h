// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace helio {

/// The data of an event as it is written. Up at the beginning of the text and Down at its end ask for what was
/// published before and after.
class DataEdit : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit DataEdit(QWidget *parent = nullptr);

    /// As if it were typed: what stood there comes back by Undo.
    void write(const QString &text);
    /// What history gives, which nobody has changed yet: from it one goes on without a way to its end first.
    void recall(const QString &text, bool isOlder);

Q_SIGNALS:
    void olderWanted();
    void newerWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool isAtEdge(bool top) const;

    QString recalled_;
    bool isRecalled_ = false;
};

} // namespace helio
