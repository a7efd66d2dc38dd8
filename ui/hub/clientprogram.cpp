// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientprogram.h"

#include "ui/look/format.h"

#include <algorithm>

namespace helio {

namespace {

constexpr qsizetype ProgramBytes = 60;

struct Known
{
    const char *product; ///< as it stands in the user agent, before `/`
    const char *name;    ///< for people
    bool hasVersion = true;
};

/// Those that name others beside themselves stand before these: all browsers say `Mozilla`, most `Safari` and `Chrome`.
constexpr Known KnownPrograms[] = {
    {"Edg", "Edge"},
    {"EdgA", "Edge"},
    {"EdgiOS", "Edge"},
    {"OPR", "Opera"},
    {"Vivaldi", "Vivaldi"},
    {"SamsungBrowser", "Samsung Internet"},
    {"YaBrowser", "Yandex"},
    {"Electron", "Electron"},
    {"HeadlessChrome", "Chrome (headless)"},
    {"CriOS", "Chrome"},
    {"FxiOS", "Firefox"},
    {"Firefox", "Firefox"},
    {"Chromium", "Chromium"},
    {"Chrome", "Chrome"},
    {"Safari", "Safari"},
    {"curl", "curl"},
    {"Wget", "Wget"},
    {"okhttp", "okhttp"},
    {"node", "Node", false},
    {"undici", "Node", false},
    {"Deno", "Deno"},
    {"Bun", "Bun"},
    {"python-requests", "Python requests", false},
    {"python-httpx", "Python httpx", false},
    {"Python-urllib", "Python urllib", false},
    {"Go-http-client", "Go", false},
    {"Apache-HttpClient", "Java HttpClient", false},
    {"Java-http-client", "Java HttpClient", false},
    {"Dart", "Dart", false},
    {"PostmanRuntime", "Postman"},
};

bool isPartOfName(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/// The first number of the version behind `product/`; empty where there is none.
QByteArrayView majorAt(QByteArrayView userAgent, qsizetype at)
{
    qsizetype end = at;
    while (end < userAgent.size() && end - at < 8 && userAgent[end] >= '0' && userAgent[end] <= '9')
        ++end;
    return userAgent.sliced(at, end - at);
}

/// Where `product` stands as a word of its own; -1 where it does not.
qsizetype indexOf(QByteArrayView userAgent, QByteArrayView product)
{
    for (qsizetype at = userAgent.indexOf(product); at >= 0; at = userAgent.indexOf(product, at + 1)) {
        const qsizetype end = at + product.size();
        const bool begins = at == 0 || !isPartOfName(userAgent[at - 1]);
        if (begins && (end == userAgent.size() || !isPartOfName(userAgent[end])))
            return at;
    }
    return -1;
}

QString withVersion(const QString &name, QByteArrayView version)
{
    return version.isEmpty() ? name : name + u' ' + QString::fromLatin1(version);
}

} // namespace

QString programOf(QByteArrayView userAgent)
{
    for (const Known &known : KnownPrograms) {
        const QByteArrayView product(known.product);
        const qsizetype at = indexOf(userAgent, product);
        if (at < 0)
            continue;
        qsizetype versionAt = at + product.size();
        if (versionAt < userAgent.size() && userAgent[versionAt] == '/')
            ++versionAt;
        QByteArrayView version = majorAt(userAgent, versionAt);
        // Safari says its own version elsewhere; what stands behind its name is the engine's.
        if (product == "Safari") {
            const qsizetype stated = indexOf(userAgent, "Version");
            version = stated < 0 ? QByteArrayView() : majorAt(userAgent, std::min(stated + 8, userAgent.size()));
        }
        return withVersion(QLatin1String(known.name), known.hasVersion ? version : QByteArrayView());
    }
    qsizetype end = 0;
    while (end < userAgent.size() && userAgent[end] != '/' && userAgent[end] != ' ' && userAgent[end] != '(')
        ++end;
    const bool hasVersion = end < userAgent.size() && userAgent[end] == '/';
    return withVersion(format::oneLine(userAgent.first(end), ProgramBytes),
                       hasVersion ? majorAt(userAgent, end + 1) : QByteArrayView());
}

} // namespace helio
