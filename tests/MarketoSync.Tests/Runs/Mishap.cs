namespace MarketoSync.Tests.Runs;

/// <summary>What can happen at a call of a port.</summary>
public enum Mishap
{
    /// <summary>It fails, and nothing was done.</summary>
    FailsBefore,

    /// <summary>It fails, but it was done.</summary>
    FailsAfter,

    /// <summary>The process dies, and nothing was done.</summary>
    DiesBefore,

    /// <summary>The process dies when it was done.</summary>
    DiesAfter,

    /// <summary>The process is held up before it is done, while the world goes on.</summary>
    HeldUpBefore,

    /// <summary>The process is held up when it is done, while the world goes on.</summary>
    HeldUpAfter,
}
