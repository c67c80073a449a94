using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Api.Syncs;

/// <summary>Statuses as a list with commas.</summary>
internal static class StatusList
{
    /// <param name="parameter">What the list is called.</param>
    public static (HashSet<RecordStatus>? Statuses, OptionFault? Fault) Read(string parameter, string text)
    {
        var statuses = new HashSet<RecordStatus>();
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!RecordStatuses.TryParse(name, out var status))
                return (null, new OptionFault(parameter, $"must be statuses with commas between them. Known: {string.Join(", ", RecordStatuses.All.Select(known => known.Name()))}."));
            statuses.Add(status);
        }

        return (statuses, null);
    }
}
