// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/showntext.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace helio {

/// An event's data as text, in slices, so that no length holds the window up; with a field to find things in it.
class TextPage : public QWidget
{
    Q_OBJECT
public:
    /// Of the data; the rest comes when it is asked for.
    static constexpr qsizetype FirstBytes = 256 * 1024;
    static constexpr qsizetype SliceBytes = 64 * 1024;
    /// More is too much for a text view.
    static constexpr qsizetype MaximumBytes = 16 * 1024 * 1024;

    explicit TextPage(QWidget *parent = nullptr);

    /// `isJson`: JsonValue::read() takes it.
    void setText(const QByteArray &utf8, bool isJson);
    void clear();
    void openFind();
    void showAll();
    void retranslate();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addSlice();
    void search(bool backwards);
    void showNote();
    void closeFind();

    std::optional<ShownText> rest_; ///< what is not in the view yet
    qsizetype size_ = 0;            ///< of the data
    qsizetype wanted_ = 0;          ///< bytes of text
    qsizetype shown_ = 0;
    bool notFound_ = false;
    QTimer slices_;
    QPlainTextEdit *text_;
    QLabel *note_;
    QPushButton *showAll_;
    QWidget *findBar_;
    QLineEdit *find_;
    QLabel *found_;
    QToolButton *previous_;
    QToolButton *next_;
    QToolButton *close_;
};

} // namespace helio
