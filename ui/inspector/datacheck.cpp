// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/datacheck.h"

#include "json/jsonprinter.h"
#include "ui/look/format.h"

#include <QCoreApplication>

#include <limits>

namespace helio {

namespace {

struct DataCheckText
{
    Q_DECLARE_TR_FUNCTIONS(helio::DataCheck)
};

} // namespace

DataCheck DataCheck::of(const QByteArray &data)
{
    JsonValue::Mistake mistake;
    return JsonValue::read(data, &mistake) ? ofJson() : ofNoJson(data, mistake);
}

DataCheck DataCheck::ofJson()
{
    DataCheck check;
    check.form = Form::Json;
    return check;
}

DataCheck DataCheck::ofNoJson(const QByteArray &data, const JsonValue::Mistake &mistake)
{
    DataCheck check;
    if (data.isEmpty())
        return check;
    const QByteArray start = data.left(64).trimmed();
    if (!start.startsWith('{') && !start.startsWith('[')) {
        check.form = Form::Text;
        return check;
    }
    check.form = Form::BrokenJson;
    check.line = mistake.line;
    check.column = mistake.column;
    check.mistake = mistake.what;
    return check;
}

QString DataCheck::note(qsizetype bytes) const
{
    const QString size = format::bytes(double(bytes));
    switch (form) {
    case Form::Empty:
        return DataCheckText::tr("empty");
    case Form::Text:
        return DataCheckText::tr("text, %1").arg(size);
    case Form::Json:
        return DataCheckText::tr("JSON, valid, %1").arg(size);
    case Form::BrokenJson:
        return DataCheckText::tr("JSON, invalid at line %1, column %2; %3").arg(line).arg(column).arg(size);
    }
    return {};
}

QByteArray prettyJson(const QByteArray &data)
{
    return DataCheck::of(data).form == DataCheck::Form::Json
               ? JsonPrinter(data).take(std::numeric_limits<qsizetype>::max())
               : data;
}

} // namespace helio
