namespace MarketoSync.Marketo;

/// <summary>Which element of an answer is about which record of the request.</summary>
public static class AnswerOrder
{
    /// <summary>
    /// The items in the order of the request: by the places that they name, where all do, else as they came, which is that order by Adobe's word
    /// (error-codes.md).
    /// </summary>
    /// <param name="records">Records in the request.</param>
    /// <returns>Null if it cannot be told which item is whose.</returns>
    public static IReadOnlyList<AnswerItem>? Of(IReadOnlyList<AnswerItem>? items, int records)
    {
        if (items?.Count != records) return null;
        if (items.Any(item => item.Sequence is null)) return items;

        var ordered = new AnswerItem?[records];
        foreach (var item in items)
        {
            if (item.Sequence >= records || ordered[item.Sequence!.Value] is not null) return null;
            ordered[item.Sequence.Value] = item;
        }

        return ordered!;
    }
}
