using MarketoSync.Records;

namespace MarketoSync.Recovery;

/// <summary>What to do after an outcome.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>The word that the report counts it under.</summary>
    public abstract string Name { get; }

    /// <summary>All its records have their results.</summary>
    public sealed record Accept : Decision
    {
        public override string Name => "accept";
    }

    /// <summary>Take the next step when it is due.</summary>
    /// <param name="Next">The batch as it waits.</param>
    public sealed record Again(OpenBatch Next, string Word) : Decision
    {
        public override string Name => Word;
    }

    /// <summary>Split in two, and let both parts wait like <paramref name="Parts"/>.</summary>
    public sealed record Split(OpenBatch Parts, bool IsForSize) : Decision
    {
        public override string Name => IsForSize ? "split" : "isolate";
    }

    /// <summary>Give the records that are left their result.</summary>
    /// <param name="Then">The batch as it waits for a look at what a lost call did after all, if there is one to be had.</param>
    public sealed record Conclude(RecordStatus Status, OpenBatch? Then = null) : Decision
    {
        public override string Name => Then is null ? Status.Name() : "verify";
    }

    /// <summary>Make no call until then; then try with one.</summary>
    public sealed record Hold(OpenBatch Next, DateTimeOffset Until) : Decision
    {
        public override string Name => "wait for quota";
    }

    /// <summary>Stop the run: a person has to act.</summary>
    public sealed record Stop(OpenBatch Next, string Reason) : Decision
    {
        public override string Name => "stop";
    }
}
