using Akka.Configuration;

namespace SweepCluster.Cluster.Security;

/// <summary>The closed door: a message, event or actor reference goes over the wire only where its type is on a list.</summary>
/// <remarks>
/// Akka.NET's defaults turn any public type into JSON and back, deploy actors that a peer describes, and make exceptions by
/// the name of their type. What cluster, pub-sub, singleton, receptionist, watching and persistence need stays.
/// </remarks>
public static class ClosedSerialization
{
    /// <summary>To be put before the settings of a node or client.</summary>
    public static Config Configuration => ConfigurationFactory.ParseString(
        """
        akka.actor {
          serializers {
            json = "SweepCluster.Cluster.Security.RefusingSerializer, SweepCluster.Cluster"
            proto = "SweepCluster.Cluster.Security.RefusingSerializer, SweepCluster.Cluster"
            daemon-create = "SweepCluster.Cluster.Security.RefusingSerializer, SweepCluster.Cluster"
            reliable-delivery = "SweepCluster.Cluster.Security.RefusingSerializer, SweepCluster.Cluster"
            akka-misc = "SweepCluster.Cluster.Security.AllowListSerializer, SweepCluster.Cluster"
            akka-system-msg = "SweepCluster.Cluster.Security.AllowListSerializer, SweepCluster.Cluster"
          }
          serialization-settings {
            # Any public type, by the name that the sender gives.
            json.identifier = 1
            # Any protobuf type, likewise.
            proto.identifier = 2
            # An actor that a peer wants to run here.
            daemon-create.identifier = 3
            # Akka.NET's reliable delivery: our leases do that.
            reliable-delivery.identifier = 36
            akka-misc {
              inner = "Akka.Remote.Serialization.MiscMessageSerializer, Akka.Remote"
              # Identify and its answer, an actor reference, the heartbeat of a watcher and its answer.
              # Left out: poison pill and kill, failures (exceptions by the name of their type), routers, configuration.
              allow = ["ID", "AID", "AR", "RWHB", "RWHR"]
            }
            akka-system-msg {
              inner = "Akka.Remote.Serialization.SystemMessageSerializer, Akka.Remote"
              # Left out: what a supervisor on another node would send, such as terminate.
              allow = [
                "Akka.Dispatch.SysMsg.Watch, Akka"
                "Akka.Dispatch.SysMsg.Unwatch, Akka"
                "Akka.Dispatch.SysMsg.DeathWatchNotification, Akka"
              ]
            }
          }
          serialization-bindings {
            "System.Object" = json
          }
        }
        """);
}
