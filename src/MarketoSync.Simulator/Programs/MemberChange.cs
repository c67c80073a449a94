namespace MarketoSync.Simulator;

/// <summary>What a call does with one member of a program, under the subscription's gate.</summary>
internal delegate Outcome MemberChange(ProgramMembers program, SentObject sent, DateTimeOffset now);
