using System.Security.Cryptography;

namespace MarketoSync.Simulator;

/// <summary>What an upload asks for, checked. Its file is read to the end once, to count it.</summary>
/// <param name="Object">What it writes, by the name that the ledger has for it.</param>
/// <param name="Call">The number of the REST call.</param>
/// <param name="Problem">Why the job will be given up before its first row; null if it will not.</param>
internal sealed record ImportPlan(ImportKind Kind, string Object, long Call, ImportFile File, IImportRows Writer, string? Problem)
{
    public int Rows { get; } = File.Open().CountRows();

    public string FileHash { get; } = Convert.ToHexString(SHA256.HashData(File.Bytes.Span).AsSpan(0, 16));
}
