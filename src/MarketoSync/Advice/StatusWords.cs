namespace MarketoSync.Advice;

/// <summary>Statuses as people say them.</summary>
public static class StatusWords
{
    /// <param name="status">The status by the name that reports use.</param>
    public static string Of(string status) => status == "notSent" ? "not sent" : status;
}
