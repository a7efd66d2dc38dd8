// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QPushButton;
class QHBoxLayout;

namespace helio {

/// What a pane shows while it has nothing: what would come here, and how to make it come.
class EmptyPane : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyPane(const QString &objectName, QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &explanation);
    /// A command line to copy; hidden while empty.
    void setCommand(const QString &command);
    QPushButton *addButton(const QString &objectName);
    void retranslate();

protected:
    void changeEvent(QEvent *event) override;

private:
    QLabel *title_;
    QLabel *explanation_;
    QWidget *commandRow_;
    QLineEdit *command_;
    QPushButton *copy_;
    QHBoxLayout *buttons_;
};

} // namespace helio
