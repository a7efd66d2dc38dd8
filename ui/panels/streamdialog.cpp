// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/streamdialog.h"

#include "ui/window/appearance.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace helio {

namespace {

/// A host without a scheme is what people type; a stream is http.
QUrl urlFrom(const QString &text)
{
    const QString trimmed = text.trimmed();
    return QUrl(trimmed.contains(QLatin1String("://")) ? trimmed : QStringLiteral("http://") + trimmed);
}

bool isHeaderName(QStringView name)
{
    // A token of RFC 9110.
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
        return c.unicode() < 0x7F && (c.isLetterOrNumber() || QStringView(u"!#$%&'*+-.^_`|~").contains(c));
    });
}

} // namespace

StreamDialog::StreamDialog(QWidget *parent)
    : QDialog(parent)
    , url_(new QLineEdit)
    , lastEventId_(new QLineEdit)
    , token_(new QLineEdit)
    , headers_(new QPlainTextEdit)
    , problem_(new QLabel)
{
    setObjectName(QStringLiteral("streamDialog"));
    setWindowTitle(tr("Open a stream"));
    url_->setObjectName(QStringLiteral("streamUrl"));
    url_->setPlaceholderText(QStringLiteral("https://example.org/stream"));
    url_->setAccessibleName(tr("URL of the stream"));
    lastEventId_->setObjectName(QStringLiteral("streamLastEventId"));
    lastEventId_->setPlaceholderText(tr("none: begin with what comes next"));
    lastEventId_->setAccessibleName(tr("Last event ID"));
    token_->setObjectName(QStringLiteral("streamToken"));
    token_->setPlaceholderText(tr("sent as Authorization: Bearer; kept for this session only"));
    token_->setAccessibleName(tr("Token"));
    token_->setEchoMode(QLineEdit::Password);
    headers_->setObjectName(QStringLiteral("streamHeaders"));
    headers_->setPlaceholderText(tr("One on each line, e.g. Authorization: Bearer …"));
    headers_->setAccessibleName(tr("Request headers"));
    headers_->setFont(dataFont());
    headers_->setTabChangesFocus(true);
    headers_->setFixedHeight(rowHeight(dataFont()) * 4);
    problem_->setObjectName(QStringLiteral("streamProblem"));
    problem_->setWordWrap(true);
    QPalette red = problem_->palette();
    red.setColor(QPalette::WindowText, toneColor(NavigatorModel::Tone::Failed, palette()));
    problem_->setPalette(red);

    auto *form = new QFormLayout;
    form->addRow(tr("&URL"), url_);
    form->addRow(tr("&Last event ID"), lastEventId_);
    form->addRow(tr("&Token"), token_);
    form->addRow(tr("&Headers"), headers_);
    auto *buttons = new QDialogButtonBox;
    buttons->setObjectName(QStringLiteral("streamButtons"));
    QPushButton *open = buttons->addButton(tr("&Open"), QDialogButtonBox::AcceptRole);
    open->setObjectName(QStringLiteral("streamOpen"));
    open->setDefault(true);
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole)->setObjectName(QStringLiteral("streamCancel"));
    connect(buttons, &QDialogButtonBox::accepted, this, &StreamDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(problem_);
    layout->addStretch(1);
    layout->addWidget(buttons);
    resize(560, sizeHint().height() + 20);
}

QString StreamDialog::problem(const QString &url, const QString &lastEventId, const QString &headers,
                              const QString &token)
{
    if (url.trimmed().isEmpty())
        return tr("Write the address of an event stream, e.g. https://example.org/stream.");
    const QUrl parsed = urlFrom(url);
    if (!parsed.isValid() || parsed.host().isEmpty())
        return tr("This is not a URL that can be opened: %1").arg(url.trimmed());
    if (parsed.scheme() != QLatin1String("http") && parsed.scheme() != QLatin1String("https"))
        return tr("A stream's URL begins with http:// or https://, not with %1://.").arg(parsed.scheme());
    if (lastEventId.contains(u'\n') || lastEventId.contains(u'\r') || lastEventId.contains(QChar(0)))
        return tr("The last event ID must be of one line.");
    const QString sent = token.trimmed();
    if (!std::all_of(sent.begin(), sent.end(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7F; }))
        return tr("A token has letters, digits and signs, and no spaces.");
    const QStringList lines = headers.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines[i].trimmed().isEmpty())
            continue;
        if (!isHeaderName(QStringView(lines[i]).left(std::max<qsizetype>(0, lines[i].indexOf(u':'))).trimmed()))
            return tr("Line %1 of the headers is not of the form Name: value.").arg(i + 1);
    }
    return {};
}

StreamRequest StreamDialog::request() const
{
    StreamRequest request;
    request.url = urlFrom(url_->text());
    request.lastEventId = lastEventId_->text().toUtf8();
    request.bearerToken = token_->text().trimmed().toLatin1();
    const QStringList lines = headers_->toPlainText().split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const qsizetype colon = line.indexOf(u':');
        if (colon > 0)
            request.headers.append({line.left(colon).trimmed().toLatin1(), line.mid(colon + 1).trimmed().toUtf8()});
    }
    return request;
}

void StreamDialog::accept()
{
    const QString wrong = problem(url_->text(), lastEventId_->text(), headers_->toPlainText(), token_->text());
    problem_->setText(wrong);
    if (wrong.isEmpty())
        QDialog::accept();
}

} // namespace helio
