namespace MarketoSync.Simulator;

/// <summary>Makes a lead a member of a program.</summary>
internal sealed record ProgramCommand(long Program, long Lead, string Status);
