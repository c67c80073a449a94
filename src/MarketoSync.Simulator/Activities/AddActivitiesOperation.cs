using System.Globalization;
using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>
/// One Add Custom Activities call. Activities are write-once and have no key, so a call sent twice adds them twice. Reasons stand
/// under <c>errors</c>.
/// </summary>
internal sealed class AddActivitiesOperation(long number, Subscription data, SentActivity[] activities)
    : RecordOperation(data, data.ActivityLedger, number, activities.Length, new HashSet<string>())
{
    protected override string ReasonMember => "errors";

    protected override Outcome ApplyOne(int index, DateTimeOffset now)
    {
        var sent = activities[index];
        if (sent.Error.Code is not null) return Outcome.Skipped(sent.Error);
        if (!Data.HasLead(sent.LeadId)) return Outcome.Skipped("1004", "Lead not found");
        var guid = (Data.Activities.Count + 1).ToString(CultureInfo.InvariantCulture);
        Data.Activities.Add(new ActivitySnapshot(guid, sent.LeadId, sent.TypeId, sent.Date, sent.Primary!, sent.Attributes));
        return Outcome.Of(LedgerEffect.Added, guid, sent.LeadId);
    }

    protected override (string Field, string Key) KeyOf(int index) =>
        ("leadId|activityTypeId|activityDate|primaryAttributeValue", activities[index].Key);

    protected override void WriteIdentity(Utf8JsonWriter writer, int index, in Outcome outcome)
    {
        if (outcome.ObjectId is not { } guid) return;
        if (!Data.Options.OmitActivityIds) writer.WriteNumber("id"u8, long.Parse(guid, CultureInfo.InvariantCulture));
        writer.WriteString("marketoGUID"u8, guid);
    }
}
