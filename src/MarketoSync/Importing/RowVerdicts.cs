namespace MarketoSync.Importing;

/// <summary>What the rows that Marketo gave back say of a file's records.</summary>
public sealed class RowVerdicts
{
    private readonly Dictionary<int, string> _texts = [];
    private readonly HashSet<int> _unsure = [];

    private RowVerdicts()
    {
    }

    /// <summary>Rows that were read, each of which failed or was warned of.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows that are none of the file.</summary>
    public long Strangers { get; private set; }

    /// <summary>By place in the batch's range.</summary>
    public IReadOnlyDictionary<int, string> Texts => _texts;

    /// <summary>Places of records of which only some were given back, and nothing tells which.</summary>
    public IReadOnlySet<int> Unsure => _unsure;

    /// <summary>Where no row was given back.</summary>
    public static RowVerdicts None => new();

    public static async Task<RowVerdicts> OfAsync(IAsyncEnumerable<ImportFault> rows, RowMatcher matcher)
    {
        var verdicts = new RowVerdicts();
        var alike = new Dictionary<int, (IReadOnlyList<int> Places, List<string> Texts)>();
        await foreach (var row in rows)
        {
            verdicts.Rows++;
            switch (matcher.Find(row))
            {
                case []:
                    verdicts.Strangers++;
                    break;
                case [var place]:
                    verdicts._texts[place] = row.Text;
                    break;
                case var places:
                    if (alike.TryGetValue(places[0], out var known))
                        known.Texts.Add(row.Text);
                    else
                        alike.Add(places[0], (places, [row.Text]));
                    break;
            }
        }

        foreach (var (places, texts) in alike.Values) verdicts.Settle(places, texts);
        return verdicts;
    }

    /// <summary>Records that read alike: if all were given back for one reason it is theirs, else it cannot be told whose which is.</summary>
    private void Settle(IReadOnlyList<int> places, List<string> texts)
    {
        foreach (var place in places)
        {
            if (texts.Count == places.Count && texts.TrueForAll(text => text == texts[0]))
                _texts[place] = texts[0];
            else
                _unsure.Add(place);
        }
    }
}
