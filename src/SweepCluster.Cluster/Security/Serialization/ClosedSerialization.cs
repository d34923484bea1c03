using Akka.Configuration;

namespace SweepCluster.Cluster.Security.Serialization;

/// <summary>Lets a message, event or actor reference go over the wire only if its type is on a list.</summary>
/// <remarks>
/// Akka.NET's defaults turn any public type into JSON and back, deploy actors that a peer describes, and create
/// exceptions by the name of their type. What cluster, pub-sub, singleton, receptionist, watching and persistence need
/// stays.
/// </remarks>
public static class ClosedSerialization
{
    /// <summary>Settings that must come before those of a node or client.</summary>
    public static Config Configuration => ConfigurationFactory.ParseString(
        """
        akka.actor {
          serializers {
            json = "SweepCluster.Cluster.Security.Serialization.RefusingSerializer, SweepCluster.Cluster"
            proto = "SweepCluster.Cluster.Security.Serialization.RefusingSerializer, SweepCluster.Cluster"
            daemon-create = "SweepCluster.Cluster.Security.Serialization.RefusingSerializer, SweepCluster.Cluster"
            reliable-delivery = "SweepCluster.Cluster.Security.Serialization.RefusingSerializer, SweepCluster.Cluster"
            akka-misc = "SweepCluster.Cluster.Security.Serialization.AllowListSerializer, SweepCluster.Cluster"
            akka-system-msg = "SweepCluster.Cluster.Security.Serialization.AllowListSerializer, SweepCluster.Cluster"
          }
          serialization-settings {
            # Any public type that the sender names.
            json.identifier = 1
            # Any protobuf type that the sender names.
            proto.identifier = 2
            # An actor that a peer wants to run here.
            daemon-create.identifier = 3
            # Akka.NET's reliable delivery, which our leases replace.
            reliable-delivery.identifier = 36
            akka-misc {
              inner = "Akka.Remote.Serialization.MiscMessageSerializer, Akka.Remote"
              # Identify and its answer, an actor reference, the heartbeat of a watcher and its answer.
              # Left out: poison pill and kill, failures (exceptions by the name of their type), routers, configuration.
              allow = ["ID", "AID", "AR", "RWHB", "RWHR"]
            }
            akka-system-msg {
              inner = "Akka.Remote.Serialization.SystemMessageSerializer, Akka.Remote"
              # Left out: messages of a supervisor on another node, such as terminate.
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
