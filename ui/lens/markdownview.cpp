// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/markdownview.h"

#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/look/format.h"

#include <QDesktopServices>
#include <QElapsedTimer>
#include <QImage>
#include <QMessageBox>
#include <QPainter>
#include <QPointer>
#include <QScrollBar>
#include <QTextDocument>

#include <algorithm>

namespace helio {

namespace {

constexpr int ShortestWait = 100; ///< ms, between two renderings of a text that grows

/// Up to a line's end where there is one.
QByteArray beginningOf(const QByteArray &text)
{
    if (text.size() <= MarkdownView::MaximumBytes)
        return text;
    const qsizetype end = text.lastIndexOf('\n', MarkdownView::MaximumBytes);
    return text.left(end > 0 ? end : MarkdownView::MaximumBytes);
}

/// As other panes show it: what turns the direction of a line around, or is not seen, stands as its mark.
QString visibleLines(const QString &text)
{
    QString shown;
    shown.reserve(text.size());
    qsizetype from = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] != u'\n' && text[i] != u'\t' && text[i] != u'\r')
            continue;
        shown += visibleLine(text.sliced(from, i - from));
        if (i < text.size())
            shown += text[i];
        from = i + 1;
    }
    return shown;
}

} // namespace

MarkdownView::MarkdownView(QWidget *parent)
    : QTextBrowser(parent)
    , question_([this](const QString &url) {
        QMessageBox box(QMessageBox::Question, tr("Open a link"),
                        tr("Open this address in your browser? It comes from the stream:\n\n%1").arg(url),
                        QMessageBox::Cancel, this);
        box.setTextFormat(Qt::PlainText);
        box.addButton(tr("Open"), QMessageBox::AcceptRole);
        box.setDefaultButton(QMessageBox::Cancel);
        return box.exec() != QMessageBox::Cancel && box.clickedButton() != box.button(QMessageBox::Cancel);
    })
{
    setObjectName(QStringLiteral("conversationRendered"));
    setFrameShape(NoFrame);
    setOpenLinks(false);
    setOpenExternalLinks(false);
    connect(this, &QTextBrowser::anchorClicked, this, &MarkdownView::follow);
    soon_.setSingleShot(true);
    soon_.setInterval(ShortestWait);
    connect(&soon_, &QTimer::timeout, this, &MarkdownView::render);
}

void MarkdownView::setText(quint64 message, const QByteArray &markdown)
{
    const bool isOther = message_ != message;
    message_ = message;
    waiting_ = beginningOf(markdown);
    if (markdown.size() > waiting_.size())
        waiting_ += "\n\n—\n\n" + tr("The first %1 of %2 are rendered.")
                                      .arg(format::bytes(double(MaximumBytes)), format::bytes(double(markdown.size())))
                                      .toUtf8();
    if (isOther)
        render();
    else if (waiting_ != shown_ && !soon_.isActive())
        soon_.start();
}

void MarkdownView::clearText()
{
    message_.reset();
    waiting_.clear();
    shown_.clear();
    soon_.stop();
    clear();
}

void MarkdownView::render()
{
    QElapsedTimer spent;
    spent.start();
    shown_ = waiting_;
    QScrollBar *bar = verticalScrollBar();
    const bool isAtEnd = bar->value() == bar->maximum();
    const int value = bar->value();
    // Laid out once, when it is whole: a document that is shown lays a paragraph out anew for each piece that comes to
    // it. Its parent is asked for what it names: loadResource().
    const QPointer<QTextDocument> before = document();
    auto *rendered = new QTextDocument(this);
    rendered->setUndoRedoEnabled(false);
    rendered->setDefaultFont(font());
    rendered->setMarkdown(
        visibleLines(decodeUtf8(shown_)),
        QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub).setFlag(QTextDocument::MarkdownNoHTML));
    setDocument(rendered);
    delete before; // unless it went by itself, as the first one does
    bar->setValue(isAtEnd ? bar->maximum() : value);
    soon_.setInterval(std::max(ShortestWait, int(10 * spent.elapsed())));
}

QVariant MarkdownView::loadResource(int type, const QUrl &)
{
    if (type != QTextDocument::ImageResource)
        return QByteArray("");
    // Not a null value: Qt would look for a file then.
    const int side = fontMetrics().height();
    QImage sign(side, side, QImage::Format_ARGB32_Premultiplied);
    sign.fill(Qt::transparent);
    QPainter painter(&sign);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawRect(1, 1, side - 3, side - 3);
    painter.drawLine(1, side - 2, side - 2, 1);
    return sign;
}

void MarkdownView::follow(const QUrl &link)
{
    if (!link.isValid() || (link.scheme() != QLatin1String("https") && link.scheme() != QLatin1String("http")))
        return;
    if (question_(link.toString(QUrl::FullyEncoded)))
        QDesktopServices::openUrl(link);
}

} // namespace helio
