// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/templatejson.h"

#include "json/utf8.h"
#include "ui/composer/placeholders.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRandomGenerator>

namespace helio {

namespace {

struct TemplateCheckText
{
    Q_DECLARE_TR_FUNCTIONS(helio::TemplateCheck)
};

QString expanded(const Placeholders &placeholders, std::vector<Placeholders::Span> *spans)
{
    QRandomGenerator chance(1);
    return placeholders.expand({1, QDateTime::currentMSecsSinceEpoch(), &chance}, spans);
}

/// From where it is in what goes out to where it is in what is written.
void translate(JsonValue::Mistake &mistake, const QByteArray &out, const std::vector<Placeholders::Span> &spans,
               const QString &data)
{
    const qsizetype at =
        Placeholders::sourceOffset(spans, decodeUtf8(QByteArrayView(out).first(mistake.offset)).size());
    const QStringView before = QStringView(data).first(std::min(at, data.size()));
    mistake.line = before.count(u'\n') + 1;
    mistake.column = before.size() - (before.lastIndexOf(u'\n') + 1) + 1;
}

} // namespace

TemplateCheck TemplateCheck::of(const QString &data)
{
    TemplateCheck result;
    Placeholders::Mistake wrong;
    const auto placeholders = Placeholders::parse(data, &wrong);
    if (!placeholders) {
        result.isConstant = false;
        result.mistake = TemplateCheckText::tr("placeholder at line %1, column %2: %3")
                             .arg(wrong.line)
                             .arg(wrong.column)
                             .arg(wrong.what);
        return result;
    }
    std::vector<Placeholders::Span> spans;
    const QByteArray out = expanded(*placeholders, &spans).toUtf8();
    result.bytes = out.size();
    result.isConstant = placeholders->isConstant();
    JsonValue::Mistake mistake;
    if (JsonValue::read(out, &mistake)) {
        result.check = DataCheck::ofJson();
        return result;
    }
    if (spans.size() > 1)
        translate(mistake, out, spans, data);
    result.check = DataCheck::ofNoJson(out, mistake);
    return result;
}

QString TemplateCheck::note() const
{
    if (!mistake.isEmpty())
        return mistake;
    return check.note(bytes);
}

std::optional<QString> formattedTemplate(const QString &data)
{
    const auto placeholders = Placeholders::parse(data);
    if (!placeholders)
        return std::nullopt;
    std::vector<Placeholders::Span> spans;
    expanded(*placeholders, &spans);
    // Digits stand for what is no literal while it is laid out: they are JSON within a string and without.
    QString digits = QStringLiteral("9");
    while (data.contains(digits))
        digits += u'0' + QString::number(digits.size() % 10);
    const auto sign = [&digits](size_t index) {
        return digits + QString::number(index).rightJustified(10, u'0') + u'9';
    };
    QString json;
    for (size_t i = 0; i < spans.size(); ++i)
        json += spans[i].isLiteral ? data.sliced(spans[i].offset, spans[i].length) : sign(i);
    const QByteArray utf8 = json.toUtf8();
    if (DataCheck::of(utf8).form != DataCheck::Form::Json)
        return std::nullopt;
    QString pretty = decodeUtf8(prettyJson(utf8));
    for (size_t i = 0; i < spans.size(); ++i) {
        if (!spans[i].isLiteral)
            pretty.replace(sign(i), data.sliced(spans[i].offset, spans[i].length));
    }
    return pretty;
}

} // namespace helio
