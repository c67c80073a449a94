namespace MarketoSync.Budget.Leasing;

/// <summary>A call on its way: from being handed out until it is known when Marketo has counted it.</summary>
internal sealed class LeasedCall
{
    public DateTimeOffset? SentAt { get; set; }

    public bool IsReleased { get; set; }
}
