using Akka.Actor;
using Akka.Persistence;
using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Register;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Keeps the register of sweeps in the journal for its parent, the coordinator.</summary>
public sealed class RegisterKeeper : ReceivePersistentActor
{
    private SweepRegister _register = SweepRegister.Empty;

    /// <summary>Made by the coordinator.</summary>
    public RegisterKeeper()
    {
        Recover<IRegisterEvent>(registerEvent => _register = _register.Apply(registerEvent));
        Recover<RecoveryCompleted>(_ => Context.Parent.Tell(new Recovered(_register)));
        Command<IRegisterEvent>(registerEvent =>
            Persist(registerEvent, persisted => Context.Parent.Tell(new Kept(persisted))));
    }

    /// <inheritdoc/>
    public override string PersistenceId => "sweeps";

    /// <inheritdoc/>
    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        Context.Parent.Tell(new Failed(Outage.OfWriting(cause)));

    /// <inheritdoc/>
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        Context.Parent.Tell(new Failed(Outage.OfRejection(cause)));
        Context.Stop(Self);
    }

    /// <inheritdoc/>
    protected override void OnRecoveryFailure(Exception reason, object? message = null) =>
        Context.Parent.Tell(new Failed(Outage.OfReading(reason, fits: message is null)));

    /// <summary>The register, read from the journal.</summary>
    internal sealed record Recovered(SweepRegister Register) : INoSerializationVerificationNeeded;

    /// <summary>An event is in the journal.</summary>
    internal sealed record Kept(IRegisterEvent Event) : INoSerializationVerificationNeeded;

    /// <summary>The journal cannot be used; the keeper stops.</summary>
    internal sealed record Failed(Outage Outage) : INoSerializationVerificationNeeded;
}
