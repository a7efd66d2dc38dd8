// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QGridLayout;
class QHBoxLayout;
class QLabel;
class QPushButton;

namespace helio {

class WholeText;

/// What a pane shows while it has nothing: what would come here, and how to make it come. In a small one it scrolls.
class EmptyPane : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyPane(const QString &objectName, QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &explanation);
    /// A text to copy, such as a command line, and what it does or where it goes.
    struct Example
    {
        QString caption; ///< may be empty
        QString text;

        friend bool operator==(const Example &, const Example &) = default;
    };
    /// Shows these, each whole whatever the width, with a button that copies it.
    void setExamples(const QList<Example> &examples);
    /// A command line to copy, alone; hidden while empty.
    void setCommand(const QString &command);
    QPushButton *addButton(const QString &objectName);
    void retranslate();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct ExampleRow
    {
        QLabel *caption;
        WholeText *text;
        QPushButton *copy;
    };

    ExampleRow addRow();

    QLabel *title_;
    QLabel *explanation_;
    QGridLayout *examples_;
    QList<ExampleRow> rows_;
    QHBoxLayout *buttons_;
};

} // namespace helio
