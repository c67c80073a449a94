namespace MarketoSync.Simulator;

/// <summary>Writes the rows of one import, one after the other. All of it under the subscription's gate.</summary>
internal interface IImportRows
{
    /// <summary>Marks the keys of the file as being written, as calls do with theirs, so that overlaps are counted.</summary>
    void Enter(ImportFile file);

    void Leave();

    /// <summary>Writes one row and tells the ledger.</summary>
    /// <param name="call">The call that uploaded the file.</param>
    /// <param name="index">The row's place in the file, from 0.</param>
    RowOutcome Write(DelimitedReader row, long call, int index, DateTimeOffset now);
}
