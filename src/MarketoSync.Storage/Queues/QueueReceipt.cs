using System.Globalization;

namespace MarketoSync.Storage.Queues;

/// <summary>What the service needs to delete a message, and what is needed to set it aside as it is.</summary>
/// <param name="HiddenUntil">By the service's clock. Until then nobody else can have received it.</param>
/// <param name="Text">The message's text, unless it holds the content itself.</param>
internal sealed record QueueReceipt(string PopReceipt, DateTimeOffset HiddenUntil, string? Text)
{
    public static QueueReceipt Read(string receipt) => receipt.Split('\n', 3) switch
    {
        [var pop, var hidden, .. var rest] => new(
            pop, DateTimeOffset.ParseExact(hidden, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), rest is [var text] ? text : null),
        _ => throw new ArgumentException("This is no receipt of this queue.", nameof(receipt)),
    };

    public override string ToString()
    {
        var receipt = string.Create(CultureInfo.InvariantCulture, $"{PopReceipt}\n{HiddenUntil:O}");
        return Text is null ? receipt : $"{receipt}\n{Text}";
    }
}
