// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/eventlisteners.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace helio {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(helio::EventListener)
};

} // namespace

EventListener::EventListener(QByteArray wantedType, bool json, QObject *parent)
    : QObject(parent)
    , type(wantedType == "message" ? QByteArray() : std::move(wantedType))
    , wantsJson(json)
{}

QJsonValue jsonFrom(const QByteArray &data, QString &problem)
{
    problem.clear();
    // Qt reads documents, which are objects or arrays: so everything becomes the element of one.
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson('[' + data + ']', &error);
    const QJsonArray array = document.array();
    if (error.error == QJsonParseError::NoError && array.size() == 1)
        return array.first();
    problem = array.isEmpty() && data.trimmed().isEmpty()
                  ? Words::tr("The event's data is empty, which is no JSON.")
                  : Words::tr("The event's data is not JSON: %1")
                        .arg(error.error == QJsonParseError::NoError ? Words::tr("more than one value")
                                                                     : error.errorString());
    return QJsonValue(QJsonValue::Undefined);
}

} // namespace helio
