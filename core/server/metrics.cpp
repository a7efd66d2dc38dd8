// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/metrics.h"

namespace helio {

namespace {

/// Bounds of the histograms: 64 µs, 128 µs, … 8.4 s. Powers of two, where the hub's own buckets end, so counts are
/// exact.
constexpr int FirstPower = 6;
constexpr int LastPower = 23;

/// A label's value between its quotes.
QByteArray escaped(QByteArray value)
{
    return value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
}

class MetricsWriter
{
public:
    void family(const char *name, const char *type, const char *help)
    {
        out_.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out_.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
    void sample(const QByteArray &name, const QByteArray &labels, const QByteArray &value)
    {
        out_.append(name);
        if (!labels.isEmpty())
            out_.append('{').append(labels).append('}');
        out_.append(' ').append(value).append('\n');
    }
    void single(const char *name, const char *type, const char *help, const QByteArray &value)
    {
        family(name, type, help);
        sample(name, {}, value);
    }
    void histogram(const QByteArray &name, const QByteArray &labels, const LatencyHistogram &histogram)
    {
        const QByteArray prefix = labels.isEmpty() ? QByteArray() : labels + ',';
        for (int power = FirstPower; power <= LastPower; ++power) {
            const QByteArray bound = QByteArray::number(double(quint64(1) << power) / 1e6, 'g', 10);
            sample(name + "_bucket", prefix + "le=\"" + bound + '"',
                   QByteArray::number(histogram.countBelowPowerOfTwo(power)));
        }
        sample(name + "_bucket", prefix + "le=\"+Inf\"", QByteArray::number(histogram.count()));
        sample(name + "_sum", labels, QByteArray::number(double(histogram.sum()) / 1e6, 'g', 15));
        sample(name + "_count", labels, QByteArray::number(histogram.count()));
    }
    const QByteArray &text() const { return out_; }

private:
    QByteArray out_;
};

void writeRedis(MetricsWriter &out, const BackplaneInfo &redis)
{
    const auto number = [](auto value) { return QByteArray::number(value); };
    out.family("heliograph_redis_info", "gauge", "Where the hub's Redis is, as a label; the value is always 1.");
    out.sample("heliograph_redis_info", "address=\"" + escaped(redis.address.toUtf8()) + '"', "1");
    out.single("heliograph_redis_up", "gauge", "1 while events go both ways, 0 otherwise.",
               number(redis.state == BackplaneInfo::State::Open ? 1 : 0));
    out.single("heliograph_redis_channels", "gauge", "Names and globs of channels that go by Redis.",
               number(redis.channels.size()));
    out.single("heliograph_redis_events_received_total", "counter",
               "Events that came by Redis, the hub's own among them.", number(redis.received));
    out.single("heliograph_redis_events_sent_total", "counter", "Events given to Redis.", number(redis.sent));
    out.single("heliograph_redis_events_dropped_total", "counter", "Events from Redis that could not be taken.",
               number(redis.dropped));
    out.single("heliograph_redis_gaps_total", "counter", "How often something may have been missed there.",
               number(redis.gaps));
}

void writeLongTurns(MetricsWriter &out, const HubTotals &totals)
{
    const auto seconds = [](qint64 milliseconds) { return QByteArray::number(double(milliseconds) / 1000, 'f', 3); };
    out.family("heliograph_long_turns_total", "counter",
               "How often the hub's thread did one thing for more than 100 ms, by what it was.");
    for (const LongTurns &one : totals.longTurns)
        out.sample("heliograph_long_turns_total", "in=\"" + escaped(one.name) + '"', QByteArray::number(one.count));
    out.family("heliograph_longest_turn_seconds", "gauge",
               "The longest of them since the start, by the clock on the wall and by the thread's processor time.");
    for (const LongTurns &one : totals.longTurns) {
        const QByteArray labels = "in=\"" + escaped(one.name) + "\",clock=";
        out.sample("heliograph_longest_turn_seconds", labels + "\"wall\"", seconds(one.longestMs));
        out.sample("heliograph_longest_turn_seconds", labels + "\"processor\"", seconds(one.longestCpuMs));
    }
}

} // namespace

QByteArray metricsText(const HubTotals &totals, const LatencyHistogram &latency,
                       const QList<ChannelLatency> &channelLatencies, const std::optional<BackplaneInfo> &redis)
{
    const auto number = [](auto value) { return QByteArray::number(value); };
    MetricsWriter out;
    out.family("heliograph_build_info", "gauge", "The version that runs, as a label; the value is always 1.");
    out.sample("heliograph_build_info", "version=\"" HELIOGRAPH_VERSION "\"", "1");
    out.single("heliograph_start_time_seconds", "gauge", "When the hub started, in seconds since 1970.",
               QByteArray::number(double(totals.startedAt) / 1000, 'f', 3));
    out.single("heliograph_clients", "gauge", "Clients that are connected.", number(totals.clients));
    out.single("heliograph_channels", "gauge", "Channels that have clients or history.", number(totals.channels));
    out.single("heliograph_events_published_total", "counter", "Events the hub has taken.", number(totals.published));
    out.single("heliograph_published_bytes_total", "counter", "Bytes of data in these events.",
               number(totals.publishedBytes));
    out.single("heliograph_events_delivered_total", "counter", "Events the kernel has taken, over all clients.",
               number(totals.delivered));
    out.single("heliograph_delivered_bytes_total", "counter", "Bytes on the wire of these events.",
               number(totals.deliveredBytes));
    out.single("heliograph_gaps_total", "counter", "Gaps that clients were told.", number(totals.gaps));
    out.single("heliograph_history_events", "gauge", "Events that history holds.", number(totals.historyEvents));
    out.single("heliograph_history_bytes", "gauge", "Bytes that history takes.", number(totals.historyBytes));
    out.family("heliograph_disconnects_total", "counter", "Clients that went, by reason.");
    for (auto reason = totals.disconnects.cbegin(); reason != totals.disconnects.cend(); ++reason)
        out.sample("heliograph_disconnects_total", "reason=\"" + escaped(reason.key().toUtf8()) + '"',
                   number(reason.value()));
    writeLongTurns(out, totals);
    if (redis)
        writeRedis(out, *redis);
    out.family("heliograph_delivery_latency_seconds", "histogram", "From publishing to the kernel's acceptance.");
    out.histogram("heliograph_delivery_latency_seconds", {}, latency);
    out.family("heliograph_channel_delivery_latency_seconds", "histogram",
               "The same for the busiest channels, since they became so.");
    for (const ChannelLatency &channel : channelLatencies)
        out.histogram("heliograph_channel_delivery_latency_seconds", "channel=\"" + escaped(channel.channel) + '"',
                      *channel.latency);
    return out.text();
}

} // namespace helio
