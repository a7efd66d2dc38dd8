// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/wirepreview.h"

#include "event/eventstreamwriter.h"
#include "ui/inspector/rawmodel.h"
#include "ui/look/appearance.h"
#include "ui/look/format.h"

namespace helio {

WirePreview::WirePreview(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setFont(dataFont());
    setMinimumHeight(rowHeight(dataFont()) * 2);
    retranslate();
}

void WirePreview::setPublication(const Publication &publication)
{
    const QByteArray block =
        EventStreamWriter::block({publication.channel, publication.id, publication.type, publication.data},
                                 EventStreamWriter::Channel::Omitted, publication.retry);
    QString text;
    QString tip = tr("%1 on the wire").arg(format::bytes(double(block.size())));
    if (publication.id.isEmpty()) {
        text = QStringLiteral("id: ") + tr("‹given by the hub›") + QStringLiteral("⏎\n");
        tip = tr("%1 on the wire, and the ID that the hub gives").arg(format::bytes(double(block.size())));
    }
    const QByteArrayView shown = QByteArrayView(block).first(std::min(block.size(), MaximumBytes));
    for (qsizetype at = 0; at < shown.size();) {
        const qsizetype lineFeed = shown.indexOf('\n', at);
        const qsizetype end = lineFeed < 0 ? shown.size() : lineFeed + 1;
        text += visibleText(shown.sliced(at, end - at));
        if (end < shown.size())
            text += u'\n';
        at = end;
    }
    if (shown.size() < block.size())
        text += QStringLiteral("…");
    if (text != toPlainText())
        setPlainText(text);
    setToolTip(tip);
}

void WirePreview::setProblem(const QString &problem)
{
    setPlainText(problem);
    setToolTip(QString());
}

void WirePreview::retranslate()
{
    setAccessibleName(tr("Bytes that go out"));
}

} // namespace helio
