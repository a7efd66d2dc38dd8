// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/emptypane.h"

#include "ui/look/appearance.h"
#include "ui/look/icons.h"
#include "ui/look/wholetext.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

namespace helio {

namespace {

constexpr int WidestExamples = 860;

} // namespace

EmptyPane::EmptyPane(const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , title_(new QLabel)
    , explanation_(new QLabel)
    , examples_(new QGridLayout)
    , buttons_(new QHBoxLayout)
{
    setObjectName(objectName);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    QFont strong = font();
    strong.setPointSizeF(strong.pointSizeF() * 1.25);
    strong.setBold(true);
    title_->setFont(strong);
    for (QLabel *label : {title_, explanation_}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    examples_->setColumnStretch(1, 1);
    auto *examples = new QWidget;
    examples->setLayout(examples_);
    examples->setMaximumWidth(WidestExamples);
    examples_->setContentsMargins({});

    auto *centered = new QHBoxLayout;
    centered->addStretch(1);
    centered->addWidget(examples, 20);
    centered->addStretch(1);
    buttons_->addStretch(1);
    buttons_->addStretch(1);
    auto *content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(24, 12, 24, 12);
    layout->setSpacing(10);
    layout->addStretch(2);
    layout->addWidget(title_);
    layout->addWidget(explanation_);
    layout->addLayout(centered);
    layout->addLayout(buttons_);
    layout->addStretch(3);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(objectName + QStringLiteral("Scroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setBackgroundRole(QPalette::Base);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    scroll->setMinimumHeight(3 * fontMetrics().lineSpacing());
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins({});
    whole->addWidget(scroll);
    retranslate();
}

void EmptyPane::setTexts(const QString &title, const QString &explanation)
{
    title_->setText(title);
    explanation_->setText(explanation);
    setAccessibleName(title);
    setAccessibleDescription(explanation);
}

EmptyPane::ExampleRow EmptyPane::addRow()
{
    const int at = int(rows_.size());
    // The first is what there was before there could be several.
    const QString suffix = at == 0 ? QString() : QString::number(at + 1);
    ExampleRow row{new QLabel, new WholeText, new QPushButton};
    row.text->setObjectName(objectName() + QStringLiteral("Command") + suffix);
    row.text->setFont(dataFont());
    row.copy->setObjectName(objectName() + QStringLiteral("Copy") + suffix);
    row.copy->setIcon(glyphIcon(Glyph::Copy));
    row.caption->setBuddy(row.text);
    connect(row.copy, &QPushButton::clicked, this,
            [text = row.text] { QApplication::clipboard()->setText(text->toPlainText()); });
    examples_->addWidget(row.caption, at, 0, Qt::AlignVCenter);
    examples_->addWidget(row.text, at, 1);
    examples_->addWidget(row.copy, at, 2, Qt::AlignVCenter);
    return row;
}

void EmptyPane::setExamples(const QList<Example> &examples)
{
    while (rows_.size() < examples.size())
        rows_.append(addRow());
    for (qsizetype i = 0; i < rows_.size(); ++i) {
        const bool isShown = i < examples.size();
        const Example example = isShown ? examples[i] : Example();
        rows_[i].caption->setText(example.caption);
        rows_[i].text->setWhole(example.text);
        rows_[i].caption->setVisible(isShown && !example.caption.isEmpty());
        rows_[i].text->setVisible(isShown);
        rows_[i].copy->setVisible(isShown);
    }
    retranslate();
}

void EmptyPane::setCommand(const QString &command)
{
    setExamples(command.isEmpty() ? QList<Example>() : QList<Example>{{QString(), command}});
}

QPushButton *EmptyPane::addButton(const QString &objectName)
{
    auto *button = new QPushButton;
    button->setObjectName(objectName);
    buttons_->insertWidget(buttons_->count() - 1, button);
    return button;
}

void EmptyPane::retranslate()
{
    for (const ExampleRow &row : std::as_const(rows_)) {
        const QString caption = row.caption->text();
        row.copy->setText(tr("Copy"));
        row.copy->setAccessibleName(caption.isEmpty() ? tr("Copy the command") : tr("Copy: %1").arg(caption));
        row.text->setAccessibleName(caption.isEmpty() ? tr("Command") : caption);
    }
}

void EmptyPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
