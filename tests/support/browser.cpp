// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/browser.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QFile>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTimer>

#include <csignal>

#include <sys/types.h>

namespace helio::test {

using namespace std::chrono_literals;

namespace {

constexpr auto StartDeadline = 30s;
constexpr auto EndDeadline = 10s;
constexpr auto PollInterval = 20ms;

QString firefoxPath()
{
    return QStandardPaths::findExecutable(QStringLiteral("firefox-esr"));
}

QString chromiumPath()
{
    return QStandardPaths::findExecutable(QStringLiteral("chromium"));
}

QString driverPath()
{
    return QStandardPaths::findExecutable(QStringLiteral("chromedriver"));
}

/// What a new session asks for: a browser that talks to nobody but the test.
QJsonObject capabilities(const QString &profile, const QStringList &more)
{
    const QStringList flags = {QStringLiteral("--headless=new"),
                               QStringLiteral("--no-sandbox"),
                               QStringLiteral("--disable-gpu"),
                               QStringLiteral("--disable-dev-shm-usage"),
                               QStringLiteral("--disable-quic"),
                               QStringLiteral("--no-first-run"),
                               QStringLiteral("--no-proxy-server"),
                               QStringLiteral("--disable-background-networking"),
                               QStringLiteral("--disable-background-timer-throttling"),
                               QStringLiteral("--disable-component-update"),
                               QStringLiteral("--disable-sync"),
                               QStringLiteral("--user-data-dir=") + profile};
    const QJsonObject options{{QStringLiteral("binary"), chromiumPath()},
                              {QStringLiteral("args"), QJsonArray::fromStringList(flags + more)}};
    const QJsonObject always{
        {QStringLiteral("browserName"), QStringLiteral("chrome")},
        {QStringLiteral("goog:chromeOptions"), options},
        {QStringLiteral("goog:loggingPrefs"), QJsonObject{{QStringLiteral("browser"), QStringLiteral("ALL")}}}};
    return {{QStringLiteral("capabilities"), QJsonObject{{QStringLiteral("alwaysMatch"), always}}}};
}

/// Of a Firefox that talks to nobody but the test, on a port of its own choice.
constexpr char FirefoxSettings[] = R"(
user_pref("marionette.port", 0);
user_pref("network.proxy.type", 0);
user_pref("dom.disable_open_during_load", false);
user_pref("app.update.disabledForTesting", true);
user_pref("app.normandy.enabled", false);
user_pref("browser.safebrowsing.blockedURIs.enabled", false);
user_pref("browser.safebrowsing.malware.enabled", false);
user_pref("browser.safebrowsing.phishing.enabled", false);
user_pref("browser.search.update", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("browser.tabs.unloadOnLowMemory", false);
user_pref("browser.topsites.contile.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("extensions.getAddons.cache.enabled", false);
user_pref("extensions.update.enabled", false);
user_pref("media.gmp-manager.updateEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.dns.disablePrefetch", true);
user_pref("services.settings.server", "data:,none");
user_pref("toolkit.telemetry.enabled", false);
user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
)";

void runEventLoopFor(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace

bool Browser::isAvailable(Kind kind)
{
    if (kind == Kind::Firefox)
        return !firefoxPath().isEmpty();
    return !chromiumPath().isEmpty() && !driverPath().isEmpty();
}

Browser::Browser(const QStringList &flags, Kind kind)
    : kind_(kind)
    , flags_(flags)
    , driver_(kind == Kind::Firefox ? firefoxPath() : driverPath(),
              kind == Kind::Firefox ? QStringList{QStringLiteral("--headless"), QStringLiteral("--no-remote"),
                                                  QStringLiteral("--profile"), profile_.path(),
                                                  QStringLiteral("--marionette"), QStringLiteral("about:blank")} +
                                          flags
                                    : QStringList{QStringLiteral("--port=0")})
{}

Browser::~Browser()
{
    if (marionette_) {
        marionette_->quit();
        driver_.waitForExit(EndDeadline);
        return;
    }
    if (wire_ && !session_.isEmpty())
        wire_->command(WebDriver::Method::Delete, QStringLiteral("/session/") + session_, {}, EndDeadline);
    // The driver puts the browser in a process group of its own, where the end of the driver would not reach it.
    if (browserProcess_ > 0)
        ::kill(pid_t(browserProcess_), SIGKILL);
}

bool Browser::start()
{
    return kind_ == Kind::Firefox ? startFirefox() : startChromium();
}

bool Browser::startFirefox()
{
    QFile settings(profile_.filePath(QStringLiteral("user.js")));
    if (!settings.open(QIODevice::WriteOnly) || settings.write(FirefoxSettings) < 0)
        return false;
    settings.close();
    QFile port(profile_.filePath(QStringLiteral("MarionetteActivePort")));
    const QDeadlineTimer until(StartDeadline);
    bool runs = driver_.start();
    while (runs && !until.hasExpired() && !(port.exists() && port.size() > 0)) {
        runEventLoopFor(PollInterval);
        runs = driver_.isRunning();
    }
    auto marionette = std::make_unique<Marionette>();
    if (!port.open(QIODevice::ReadOnly) || !marionette->start(port.readAll().trimmed().toUShort())) {
        error_ = driver_.report() + marionette->error();
        return false;
    }
    marionette_ = std::move(marionette);
    return true;
}

bool Browser::startChromium()
{
    static const QRegularExpression line(QStringLiteral("started successfully on port (\\d+)"));
    const auto match = [this] { return line.match(QString::fromUtf8(driver_.standardOutput())); };
    if (!driver_.start() || !driver_.waitForOutput([&] { return match().hasMatch(); }, StartDeadline)) {
        error_ = driver_.report();
        return false;
    }
    wire_ = std::make_unique<WebDriver>(QUrl(QStringLiteral("http://127.0.0.1:") + match().captured(1)));
    const auto session =
        wire_->command(WebDriver::Method::Post, QStringLiteral("/session"), capabilities(profile_.path(), flags_));
    if (!session) {
        error_ = wire_->error();
        return false;
    }
    session_ = session->toObject().value(QLatin1String("sessionId")).toString();
    browserProcess_ = session->toObject()
                          .value(QLatin1String("capabilities"))
                          .toObject()
                          .value(QLatin1String("goog:processID"))
                          .toInteger();
    return !session_.isEmpty();
}

bool Browser::open(const QUrl &url)
{
    return command(WebDriver::Method::Post, QStringLiteral("url"), {{QStringLiteral("url"), url.toString()}})
        .has_value();
}

std::optional<QJsonValue> Browser::evaluate(const QString &script, const QJsonArray &arguments)
{
    return command(WebDriver::Method::Post, QStringLiteral("execute/sync"),
                   {{QStringLiteral("script"), script}, {QStringLiteral("args"), arguments}});
}

bool Browser::waitFor(const QString &script, std::chrono::milliseconds deadline, const QJsonArray &arguments)
{
    // The page cannot call the test: the test asks again and again.
    const QString truth = QStringLiteral("return !!(function () { %1 }).apply(null, arguments)").arg(script);
    const QDeadlineTimer until(deadline);
    while (true) {
        const std::optional<QJsonValue> value = evaluate(truth, arguments);
        if (!value)
            return false;
        if (value->toBool())
            return true;
        if (until.hasExpired()) {
            error_ = QStringLiteral("not true in time: %1\nconsole: %2").arg(script, consoleLog());
            return false;
        }
        runEventLoopFor(PollInterval);
    }
}

QStringList Browser::tabs()
{
    QStringList handles;
    const auto value = command(WebDriver::Method::Get, QStringLiteral("window/handles"));
    for (const auto &handle : value.value_or(QJsonValue()).toArray())
        handles.append(handle.toString());
    return handles;
}

QString Browser::openTab()
{
    const auto value = command(WebDriver::Method::Post, QStringLiteral("window/new"),
                               {{QStringLiteral("type"), QStringLiteral("tab")}});
    const QString handle = value.value_or(QJsonValue()).toObject().value(QLatin1String("handle")).toString();
    return !handle.isEmpty() && selectTab(handle) ? handle : QString();
}

bool Browser::selectTab(const QString &handle)
{
    return command(WebDriver::Method::Post, QStringLiteral("window"), {{QStringLiteral("handle"), handle}}).has_value();
}

bool Browser::closeTab()
{
    return command(WebDriver::Method::Delete, QStringLiteral("window")).has_value();
}

QString Browser::consoleLog()
{
    QStringList lines;
    if (kind_ == Kind::Firefox)
        return {};
    const auto value = command(WebDriver::Method::Post, QStringLiteral("se/log"),
                               {{QStringLiteral("type"), QStringLiteral("browser")}});
    for (const auto &entry : value.value_or(QJsonValue()).toArray())
        lines.append(entry.toObject().value(QLatin1String("message")).toString());
    return lines.join(QLatin1Char('\n'));
}

QString Browser::error() const
{
    return error_;
}

std::optional<QJsonValue> Browser::command(WebDriver::Method method, const QString &path, const QJsonObject &body)
{
    if (marionette_) {
        auto value = marionette_->command(method, path, body);
        if (!value)
            error_ = marionette_->error();
        return value;
    }
    if (session_.isEmpty()) {
        error_ = QStringLiteral("the browser has not been started");
        return std::nullopt;
    }
    auto value = wire_->command(method, QStringLiteral("/session/%1/%2").arg(session_, path), body);
    if (!value)
        error_ = wire_->error();
    return value;
}

} // namespace helio::test
