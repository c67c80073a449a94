namespace MarketoSync.Budget;

/// <summary>
/// The day of Marketo's quota: it begins at midnight in Chicago. The documentation says "CST" and does not mention daylight saving,
/// the support article names wall-clock times, so for one hour after midnight a refusal may still be yesterday's.
/// </summary>
public static class QuotaDay
{
    private static readonly TimeSpan s_slack = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_doubtful = TimeSpan.FromMinutes(75);
    private static readonly TimeSpan s_again = TimeSpan.FromMinutes(10);
    private static readonly TimeZoneInfo s_central = FindCentral();

    public static DateOnly Of(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, s_central).DateTime);

    /// <summary>When to try again after Marketo said at <paramref name="now"/> that the quota is reached (607).</summary>
    public static DateTimeOffset NextTry(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, s_central);
        return local.TimeOfDay < s_doubtful ? now + s_again : Begin(Of(now).AddDays(1)) + s_slack;
    }

    private static DateTimeOffset Begin(DateOnly day)
    {
        // Chicago changes its clocks at two in the morning, so its midnight is never skipped and never doubled.
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, s_central.GetUtcOffset(midnight)).ToUniversalTime();
    }

    private static TimeZoneInfo FindCentral() =>
        TimeZoneInfo.TryFindSystemTimeZoneById("America/Chicago", out var zone)
        || TimeZoneInfo.TryFindSystemTimeZoneById("Central Standard Time", out zone)
            ? zone
            : throw new InvalidOperationException(
                "This machine does not know the time zone America/Chicago, in which Marketo's quota resets. Install its time zone data (package tzdata).");
}
