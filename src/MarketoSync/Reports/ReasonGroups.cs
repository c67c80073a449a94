using MarketoSync.Records;

namespace MarketoSync.Reports;

/// <summary>Counts records that ended alike for the same reason, in memory that does not grow with the records.</summary>
internal sealed class ReasonGroups
{
    /// <summary>Different messages of one code that are told apart.</summary>
    public const int MaxMessages = 100;

    /// <summary>Stands for the messages of a code beyond <see cref="MaxMessages"/>.</summary>
    public const string OtherMessages = "other messages";

    private const int FirstRecords = 10;

    private readonly Dictionary<(RecordStatus Status, string Code, string Message), Group> _groups = [];
    private readonly Dictionary<string, int> _messages = new(StringComparer.Ordinal);

    public void Add(long record, RecordStatus status, Reason reason)
    {
        var group = Find(status, reason.Code, MaskedMessage.Of(reason.Message));

        // Two values of one record may be wrong in the same way: it is one record all the same.
        if (group.Last == record) return;

        group.Last = record;
        group.Count++;
        if (group.Records.Count < FirstRecords) group.Records.Add(record);
    }

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<ReportReason> ToReasons() =>
    [
        .. _groups
            .Select(group => new ReportReason(
                group.Key.Status, group.Key.Code, group.Key.Message, group.Value.Count, group.Value.Records))
            .OrderByDescending(reason => reason.Count)
            .ThenBy(reason => reason.Code, StringComparer.Ordinal)
            .ThenBy(reason => reason.Status)
            .ThenBy(reason => reason.Message, StringComparer.Ordinal),
    ];

    private Group Find(RecordStatus status, string code, string message)
    {
        if (_groups.TryGetValue((status, code, message), out var group)) return group;

        var messages = _messages.GetValueOrDefault(code);
        if (messages < MaxMessages)
        {
            _messages[code] = messages + 1;
            return _groups[(status, code, message)] = new();
        }

        if (!_groups.TryGetValue((status, code, OtherMessages), out var others))
            _groups[(status, code, OtherMessages)] = others = new();
        return others;
    }

    private sealed class Group
    {
        public long Count { get; set; }

        public long Last { get; set; } = -1;

        public List<long> Records { get; } = [];
    }
}
