using MarketoSync.Batching;
using MarketoSync.Orchestration;
using MarketoSync.Records;

namespace MarketoSync.Tests.Orchestration;

/// <summary>The records of a run, of which only the sizes matter and which of them have the same key.</summary>
internal sealed class StoredModel
{
    private readonly RecordIndexEntry[] _index;

    public StoredModel(int records, Random random, int keys, int width)
    {
        var last = new Dictionary<int, uint>();
        var offset = 0L;
        _index = new RecordIndexEntry[records + 1];
        for (var position = 0; position < records; position++)
        {
            var key = keys == int.MaxValue ? position : random.Next(keys);
            _index[position] = new(offset, (uint)position, (uint)position + 1, last.GetValueOrDefault(key, RecordIndexEntry.None));
            last[key] = (uint)position;
            offset += 5 + random.Next(width);
        }

        _index[records] = new(offset, 0, 0, RecordIndexEntry.None);
    }

    public IEnumerable<uint> EarlierWithItsKey(uint position)
    {
        for (var earlier = _index[position].Previous; earlier != RecordIndexEntry.None; earlier = _index[earlier].Previous) yield return earlier;
    }

    public List<Batch> Cut(CutInput input)
    {
        var batches = new List<Batch>();
        for (var from = input.From; from < _index.Length - 1 && batches.Count < input.MaxBatches;)
        {
            var index = _index.AsSpan((int)from);
            var count = BatchCutter.Longest(index, from, input.Limits);
            batches.Add(BatchCutter.Make(BatchId.Numbered(input.FirstNumber + batches.Count), index, from, count, input.Limits));
            from += (uint)count;
        }

        return batches;
    }

    public List<Batch> Split(SplitInput input)
    {
        var whole = input.Batch;
        var index = _index.AsSpan((int)whole.From, whole.Count + 1);
        var half = BatchCutter.Half(index);
        return
        [
            BatchCutter.Make(BatchId.Part(whole.Id, 0), index, whole.From, half, input.Limits),
            BatchCutter.Make(BatchId.Part(whole.Id, 1), index[half..], whole.From + (uint)half, whole.Count - half, input.Limits),
        ];
    }
}
