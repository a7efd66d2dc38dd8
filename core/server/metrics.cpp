// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/metrics.h"

#include "event/version.h"

#include <algorithm>

namespace helio {

namespace {

/// Bounds of a histogram: powers of two, where the hub's own buckets end, so counts are exact.
struct Buckets
{
    int firstPower;
    int lastPower;
    double unit;   ///< of what was counted, in that of the metric
    quint64 below; ///< how much less than the power a bound is
};
/// 64 µs, 128 µs, … 8.4 s.
constexpr Buckets Seconds{6, 23, 1e-6, 0};
/// 1, 3, 7, … 16,383.
constexpr Buckets Events{1, 14, 1, 1};

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
        buckets(name, labels, Seconds, [&histogram](int power) { return histogram.countBelowPowerOfTwo(power); });
        sums(name, labels, histogram.count(), double(histogram.sum()) / 1e6);
    }
    void histogram(const QByteArray &name, const Buckets &bounds, const SpreadInfo &spread)
    {
        // Where a value of all was below a power, all are below the next.
        buckets(name, {}, bounds,
                [&spread](int power) { return power < spread.below.size() ? spread.below[power] : spread.count; });
        sums(name, {}, spread.count, double(spread.sum) * bounds.unit);
    }
    const QByteArray &text() const { return out_; }

private:
    template <typename CountBelow>
    void buckets(const QByteArray &name, const QByteArray &labels, const Buckets &bounds, CountBelow countBelow)
    {
        const QByteArray prefix = labels.isEmpty() ? QByteArray() : labels + ',';
        for (int power = bounds.firstPower; power <= bounds.lastPower; ++power) {
            // `le` is "at most": of whole numbers, those below the power of two are at most one less.
            const double bound = double((quint64(1) << power) - bounds.below) * bounds.unit;
            sample(name + "_bucket", prefix + "le=\"" + QByteArray::number(bound, 'g', 10) + '"',
                   QByteArray::number(quint64(countBelow(power))));
        }
    }
    void sums(const QByteArray &name, const QByteArray &labels, quint64 count, double sum)
    {
        const QByteArray prefix = labels.isEmpty() ? QByteArray() : labels + ',';
        sample(name + "_bucket", prefix + "le=\"+Inf\"", QByteArray::number(count));
        sample(name + "_sum", labels, QByteArray::number(sum, 'g', 15));
        sample(name + "_count", labels, QByteArray::number(count));
    }

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

void writeGroup(MetricsWriter &out, const GroupInfo &group)
{
    const auto number = [](auto value) { return QByteArray::number(value); };
    const auto self =
        std::find_if(group.hubs.cbegin(), group.hubs.cend(), [](const GroupInfo::Hub &hub) { return hub.isSelf; });
    const bool isKnown = self != group.hubs.cend();
    out.family("heliograph_group_info", "gauge",
               "Where the hubs' log is and which hub this is, as labels; the value is always 1.");
    out.sample("heliograph_group_info",
               "address=\"" + escaped(group.address.toUtf8()) + "\",stream=\"" + escaped(group.stream) + "\",hub=\"" +
                   (isKnown ? escaped(self->name.toUtf8()) : QByteArray()) + '"',
               "1");
    out.single("heliograph_group_up", "gauge", "1 while what one hub publishes reaches all, 0 otherwise.",
               number(group.state == GroupInfo::State::Open ? 1 : 0));
    out.single("heliograph_group_away_seconds", "gauge", "How long it has not been so.",
               QByteArray::number(double(group.awayMs) / 1000, 'f', 3));
    out.single("heliograph_group_hubs", "gauge", "Hubs of the group, this one among them, as known last.",
               number(group.hubs.size()));
    out.single("heliograph_group_lag_seconds", "gauge",
               "How old the last event was when this hub read it from the log.",
               QByteArray::number(double(isKnown ? self->lagMs : 0) / 1000, 'f', 3));
    out.single("heliograph_group_events_received_total", "counter",
               "Events that came by the log, the hub's own among them.", number(group.received));
    out.single("heliograph_group_events_dropped_total", "counter", "Entries of the log that could not be taken.",
               number(group.dropped));
    out.single("heliograph_group_log_at_risk", "gauge",
               "1 when something is to be known of the log although it works, as that Redis may evict it.",
               number(group.notice.isEmpty() ? 0 : 1));
    if (!group.bridge)
        return;
    out.single("heliograph_bridge_leads", "gauge",
               "1 while this hub is the bridge to Flask-SSE's channels, 0 otherwise.",
               number(group.bridge->isOurs ? 1 : 0));
    out.single("heliograph_bridge_events_heard_total", "counter", "Events that it took from there.",
               number(group.bridge->heard));
    out.single("heliograph_bridge_events_said_total", "counter", "Events that it published there.",
               number(group.bridge->said));
    out.single("heliograph_bridge_events_dropped_total", "counter",
               "Events from there that could not be taken, and others that the log let go before they went out.",
               number(group.bridge->dropped));
    out.single("heliograph_bridge_gaps_total", "counter", "How often it told that some may be missing.",
               number(group.bridge->gaps));
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

void writeStore(MetricsWriter &out, const StoreInfo &store)
{
    const auto number = [](auto value) { return QByteArray::number(value); };
    out.family("heliograph_store_info", "gauge", "Where history is kept, as a label; the value is always 1.");
    out.sample("heliograph_store_info", "kind=\"" + escaped(store.kind) + '"', "1");
    out.single("heliograph_store_up", "gauge", "1 while what is published can be kept, 0 otherwise.",
               number(store.state == StoreInfo::State::Ok ? 1 : 0));
    if (!store.disk)
        return;
    const StoreInfo::Disk &disk = *store.disk;
    out.single("heliograph_store_used_bytes", "gauge", "Bytes of the history's file that are in use.",
               number(disk.usedBytes));
    out.single("heliograph_store_file_bytes", "gauge", "Bytes of the history's file.", number(disk.fileBytes));
    out.single("heliograph_store_log_bytes", "gauge", "Bytes that were written and are not yet in the file.",
               number(disk.logBytes));
    out.single("heliograph_store_commit_events_total", "counter", "Events that were written.",
               number(disk.committedEvents));
    out.single("heliograph_store_waiting_appends", "gauge", "Requests that waited behind the last group written.",
               number(disk.waitingAppends));
    out.single("heliograph_store_waiting_bytes", "gauge", "Bytes of them.", number(disk.waitingBytes));
    out.family("heliograph_store_commit_seconds", "histogram", "From handing a group over to knowing that it is safe.");
    out.histogram("heliograph_store_commit_seconds", Seconds, disk.commitTime);
    out.family("heliograph_store_group_events", "histogram", "Events of each group.");
    out.histogram("heliograph_store_group_events", Events, disk.groupEvents);
}

} // namespace

QByteArray metricsText(const HubTotals &totals, const LatencyHistogram &latency,
                       const QList<ChannelLatency> &channelLatencies, const std::optional<BackplaneInfo> &redis,
                       const std::optional<GroupInfo> &group)
{
    const auto number = [](auto value) { return QByteArray::number(value); };
    MetricsWriter out;
    out.family("heliograph_build_info", "gauge", "The version that runs, as a label; the value is always 1.");
    out.sample("heliograph_build_info", QByteArray("version=\"") + programVersion() + '"', "1");
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
    writeStore(out, totals.store);
    if (redis)
        writeRedis(out, *redis);
    if (group)
        writeGroup(out, *group);
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
